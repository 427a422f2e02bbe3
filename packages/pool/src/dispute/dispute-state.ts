import type { DisputeAction, DisputeParty, DisputeStatus, RemedyKind } from '@kameng/contract/dispute';

/** The one table of a dispute's life: state → action → next state. Closed is final; `lapse` is the deadline that passed. */
export const disputeTransitions = {
  opened: { ask_supplier: 'supplier_turn', replace: 'closed' },
  supplier_turn: { accept: 'closed', offer: 'buyer_turn', contest: 'evidence', lapse: 'closed', withdraw: 'closed' },
  buyer_turn: { take: 'closed', refuse: 'evidence', lapse: 'closed', withdraw: 'closed' },
  evidence: { prove: 'decided', lapse: 'arbiter', withdraw: 'closed' },
  arbiter: { prove: 'decided', decide: 'decided', lapse: 'decided', withdraw: 'closed' },
  decided: { appeal: 'appealed', lapse: 'closed' },
  appealed: { decide: 'closed', lapse: 'closed' },
  closed: {},
} as const satisfies Record<DisputeStatus, Record<string, DisputeStatus>>;

type Transitions = typeof disputeTransitions;
/** What can happen in a dispute. */
export type DisputeMove = { [Status in DisputeStatus]: keyof Transitions[Status] }[DisputeStatus] & string;

/** Where an action leads from a state; undefined when it does not belong there. */
export function nextStatus(from: DisputeStatus, move: DisputeMove): DisputeStatus | undefined {
  return (disputeTransitions[from] as Partial<Record<DisputeMove, DisputeStatus>>)[move];
}

/** Whose turn it is in each state, and for how many hours. In `evidence` and `decided` both sides may act. */
export const disputeTurns = {
  opened: { turn: null, hours: 48 },
  supplier_turn: { turn: 'supplier', hours: 48 },
  buyer_turn: { turn: 'buyer', hours: 48 },
  evidence: { turn: null, hours: 72 },
  arbiter: { turn: 'arbiter', hours: 72 },
  decided: { turn: null, hours: 7 * 24 },
  appealed: { turn: 'arbiter', hours: 72 },
  closed: { turn: null, hours: null },
} as const satisfies Record<DisputeStatus, { turn: DisputeParty | null; hours: number | null }>;

/** What each side may do in each state, apart from appeals. */
const actions: Record<Exclude<DisputeParty, 'rules'>, Partial<Record<DisputeStatus, readonly DisputeAction[]>>> = {
  buyer: {
    supplier_turn: ['add_evidence', 'withdraw'],
    buyer_turn: ['take', 'refuse', 'add_evidence', 'withdraw'],
    evidence: ['add_evidence', 'withdraw'],
    arbiter: ['withdraw'],
  },
  supplier: {
    supplier_turn: ['accept', 'offer_replacement', 'offer_part', 'contest', 'add_evidence'],
    buyer_turn: ['add_evidence'],
    evidence: ['add_evidence'],
  },
  arbiter: { evidence: ['add_evidence'], arbiter: ['decide', 'add_evidence'], appealed: ['decide', 'add_evidence'] },
};

/** Who has something to appeal against: whoever did not get all of it. */
const appellants: Record<RemedyKind, readonly DisputeParty[]> = {
  refund: ['supplier'],
  part: ['buyer', 'supplier'],
  replacement: ['buyer', 'supplier'],
  none: ['buyer'],
};

/** What a side may do now. There is one appeal, whoever makes it. */
export function mayNow(
  party: Exclude<DisputeParty, 'rules'>,
  { status, appealed, outcome_kind }: { status: DisputeStatus; appealed: boolean; outcome_kind: RemedyKind | null },
): readonly DisputeAction[] {
  if (status === 'decided' && !appealed && outcome_kind !== null && appellants[outcome_kind].includes(party))
    return ['appeal'];
  return actions[party][status] ?? [];
}
