import { disputeDays, evidenceMax, type Dispute } from '@kameng/contract/dispute';
import type { Answer, Call } from './call.ts';
import { takeStock } from './change-feed.ts';
import { changeOrder } from './change-order.ts';
import { refundOrder } from './fulfil-order.ts';
import { makeCodes } from './make-codes.ts';
import { findOrder } from './order.ts';
import { yuan } from './price-checkout.ts';
import { Refusal } from './refusal.ts';
import { newId, type MockDispute, type MockOrder, type MockState } from './state.ts';

const dayMs = 86_400_000;
const turnMs = 2 * dayMs;

/** The mock has no supplier who answers, so a dispute waits for one, is withdrawn, or is lost by silence. */
const buyerMay: Dispute['may'] = ['add_evidence', 'withdraw'];

type Step = Pick<Dispute['steps'][number], 'party' | 'action' | 'status' | 'rule' | 'note'>;

export function listDisputes({ state, actor, params }: Call<'listDisputes'>): Dispute[] {
  const order = findOrder(state, actor, params.id);
  return (state.disputes.get(order.id) ?? []).map(({ shown }) => shown);
}

/** @throws order_state, dispute_exists, dispute_too_late, invalid_request */
export function openDispute({ state, actor, params, body }: Call<'openDispute'>): Answer<'openDispute'> {
  const order = findOrder(state, actor, params.id);
  const disputes = state.disputes.get(order.id) ?? [];
  const wanted = body.code_ids && [...new Set(body.code_ids)].toSorted();
  const open = disputes.find(({ shown }) => shown.status !== 'closed')?.shown;
  if (open) {
    const codes = open.codes.map(({ id }) => id).toSorted();
    const same = open.claim === body.claim && (!wanted || wanted.join() === codes.join());
    if (!same) throw new Refusal('dispute_exists');
    return { status: 200, body: open };
  }
  if (order.status !== 'delivered') throw new Refusal('order_state');
  if (state.now() > (order.deliveredAt ?? 0) + disputeDays * dayMs) throw new Refusal('dispute_too_late');
  const codes = order.codes.filter(({ id }) => !wanted || wanted.includes(id));
  if (codes.length === 0 || codes.length > 100 || (wanted && codes.length !== wanted.length))
    throw new Refusal('invalid_request', [{ pointer: '/code_ids', code: 'invalid_value' }]);
  if (disputes.some(({ shown }) => shown.codes.some(({ id }) => codes.some((code) => code.id === id))))
    throw new Refusal('dispute_exists');
  const now = new Date(state.now()).toISOString();
  const shown: Dispute = {
    id: newId(state, 'dispute'),
    order_id: order.id,
    status: 'opened',
    turn: 'supplier',
    deadline: new Date(state.now() + turnMs).toISOString(),
    may: buyerMay,
    claim: body.claim,
    amount: yuan(codes.length * order.unitPrice.amount_minor),
    codes: codes.map(({ id, masked, revealedAt }) => ({
      id,
      masked,
      revealed_at: revealedAt,
      replaced_by: null,
      facts: revealedAt === null ? ['never_revealed' as const] : [],
    })),
    offer: null,
    outcome: null,
    rule: null,
    reason: null,
    appealed: false,
    evidence: [],
    steps: [],
    created_at: now,
    closed_at: null,
  };
  state.disputes.set(order.id, [{ shown, pictures: new Map() }, ...disputes]);
  changeOrder(state, order, { status: 'disputed' });
  const wasReplaced = disputes.some(({ shown }) => shown.outcome?.kind === 'replacement');
  if (codes.every(({ revealedAt }) => revealedAt === null) && !wasReplaced) replace(state, order, shown, body.text);
  else addStep(state, shown, { ...opening, action: 'ask_supplier', status: 'supplier_turn', note: body.text });
  return { status: 201, body: shown };
}

const opening = { party: 'buyer', rule: null } as const;

function replace(state: MockState, order: MockOrder, shown: Dispute, note: string): void {
  const fresh = makeCodes(state, order.good, shown.codes.length);
  takeStock(state, order.good, fresh.length);
  for (const [at, code] of shown.codes.entries()) code.replaced_by = fresh[at]!.id;
  const gone = new Set(shown.codes.map(({ id }) => id));
  const codes = [...order.codes.filter(({ id }) => !gone.has(id)), ...fresh];
  const step: Step = { ...opening, action: 'replace', status: 'closed', rule: 'never_revealed', note };
  close(state, shown, { kind: 'replacement', amount: null }, step);
  changeOrder(state, order, { status: 'delivered', codes });
}

/** @throws dispute_not_found, dispute_turn */
export function answerDispute({ state, actor, params, body }: Call<'answerDispute'>): Dispute {
  const order = findOrder(state, actor, params.id);
  if (body.action === 'appeal' && body.text === undefined)
    throw new Refusal('invalid_request', [{ pointer: '/text', code: 'invalid_type' }]);
  const { shown } = newestOf(state, order);
  if (!shown.may.includes(body.action)) throw new Refusal('dispute_turn');
  const step: Step = {
    party: 'buyer',
    action: 'withdraw',
    status: 'closed',
    rule: 'withdrawn',
    note: body.text ?? null,
  };
  close(state, shown, { kind: 'none', amount: null }, step);
  changeOrder(state, order, { status: 'delivered' });
  return shown;
}

/** @throws dispute_not_found, dispute_turn, evidence_refused, evidence_limit */
export function addEvidence({ state, actor, params, body }: Call<'addEvidence'>): Dispute {
  const order = findOrder(state, actor, params.id);
  if (body.image && !/^(iVBORw0KGgo|\/9j\/|UklGR)/.test(body.image.data)) throw new Refusal('evidence_refused');
  const { shown, pictures } = newestOf(state, order);
  if (!shown.may.includes('add_evidence')) throw new Refusal('dispute_turn');
  if (shown.evidence.length >= evidenceMax) throw new Refusal('evidence_limit');
  const id = newId(state, 'evidence');
  if (body.image) pictures.set(id, body.image.data);
  shown.evidence.push({
    id,
    party: 'buyer',
    kind: body.image ? 'image' : 'text',
    text: body.text ?? null,
    sha256: newHash(),
    created_at: new Date(state.now()).toISOString(),
  });
  changeOrder(state, order, {});
  return shown;
}

/** @throws dispute_not_found */
export function readEvidence({ state, actor, params, query }: Call<'readEvidence'>): {
  type: 'image/webp';
  data: string;
} {
  const order = findOrder(state, actor, params.id);
  const all = state.disputes.get(order.id) ?? [];
  const data = all.map(({ pictures }) => pictures.get(query.evidence_id)).find((each) => each !== undefined);
  if (data === undefined) throw new Refusal('dispute_not_found');
  return { type: 'image/webp', data };
}

/** The supplier who said nothing in time has lost: the money goes back. */
export function loseTurn(state: MockState, order: MockOrder): void {
  const shown = state.disputes.get(order.id)?.[0]?.shown;
  if (!shown?.deadline || Date.parse(shown.deadline) > state.now()) return;
  const step: Step = { party: 'rules', action: 'lapse', status: 'closed', rule: 'supplier_silent', note: null };
  close(state, shown, { kind: 'refund', amount: shown.amount }, step);
  const whole = shown.amount.amount_minor >= order.amount.amount_minor;
  if (whole) changeOrder(state, order, { status: 'refunding' });
  refundOrder(state, order, 'dispute', shown.amount.amount_minor);
  changeOrder(state, order, { status: whole ? 'refunded' : 'delivered' });
}

function close(state: MockState, shown: Dispute, outcome: Dispute['outcome'], step: Step): void {
  addStep(state, shown, step);
  const { rule, reason, created_at } = shown.steps.at(-1)!;
  Object.assign(shown, { outcome, rule, reason, turn: null, deadline: null, may: [], closed_at: created_at });
}

function addStep(state: MockState, shown: Dispute, step: Step): void {
  shown.status = step.status;
  shown.steps.push({
    ...step,
    sequence: shown.steps.length + 2,
    reason: step.rule && `Because of the rule ${step.rule}.`,
    evidence_hash: newHash(),
    created_at: new Date(state.now()).toISOString(),
  });
}

function newestOf(state: MockState, order: MockOrder): MockDispute {
  const newest = state.disputes.get(order.id)?.[0];
  if (!newest) throw new Refusal('dispute_not_found');
  return newest;
}

function newHash(): string {
  return [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
