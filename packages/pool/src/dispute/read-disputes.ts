import type { Dispute, DisputeParty } from '@kameng/contract/dispute';
import type { Language } from '@kameng/contract/page';
import type { Engine } from '../engine.ts';
import { openOrderKey } from '../record/order-key.ts';
import { sayRule } from './dispute-rules.ts';
import { type DisputedCodeRow, type DisputeRow, disputeColumns } from './dispute-rows.ts';
import { disputeTurns, mayNow } from './dispute-state.ts';
import { openEvidence, openNote } from './seal-words.ts';

/** Times inside JSON come as text, bytes as \x and digits. */
interface WholeRow extends DisputeRow {
  order_key: Buffer | null;
  codes: (Pick<DisputedCodeRow, 'code_id' | 'replaced_by' | 'facts'> & {
    masked: string;
    revealed_at: string | null;
  })[];
  steps: {
    sequence: number;
    party: DisputeParty;
    action: string;
    status: DisputeRow['status'];
    rule: DisputeRow['rule'];
    note_secret: string | null;
    evidence_hash: string;
    created_at: string;
  }[];
  evidence: {
    id: string;
    party: 'buyer' | 'supplier' | 'arbiter';
    kind: 'text' | 'image';
    sha256: string;
    text_secret: string | null;
    created_at: string;
  }[];
}

const text = `
  SELECT ${disputeColumns}, (SELECT sealed FROM order_key WHERE order_key.order_id = dispute.order_id) AS order_key,
    (SELECT jsonb_agg(jsonb_build_object('code_id', c.code_id, 'masked', code.masked, 'revealed_at', o.revealed_at, 'replaced_by', o.replaced_by, 'facts', c.facts) ORDER BY c.code_id)
     FROM dispute_code AS c JOIN code ON code.id = c.code_id JOIN order_code AS o ON o.code_id = c.code_id WHERE c.dispute_id = dispute.id) AS codes,
    (SELECT jsonb_agg(to_jsonb(e) ORDER BY e.sequence) FROM dispute_event AS e WHERE e.dispute_id = dispute.id) AS steps,
    (SELECT COALESCE(jsonb_agg(jsonb_build_object('id', v.id, 'party', v.party, 'kind', v.kind, 'sha256', v.sha256, 'created_at', v.created_at,
       'text_secret', CASE WHEN v.kind = 'text' THEN v.secret END) ORDER BY v.id), '[]') FROM dispute_evidence AS v WHERE v.dispute_id = dispute.id) AS evidence
  FROM dispute`;

/** Whom a dispute is read by: what they may do next depends on it. */
export interface Reader {
  party: Exclude<DisputeParty, 'rules'>;
  language: Language;
}

/** Most disputes of one order that are shown. */
const ofOrderMax = 20;

/** The disputes of an order, newest first. */
export async function readDisputesOf(
  engine: Pick<Engine, 'db' | 'keys'>,
  orderId: string,
  reader: Reader,
): Promise<Dispute[]> {
  const { rows } = await engine.db.pool.query<WholeRow>(`${text} WHERE order_id = $1 ORDER BY id DESC LIMIT $2`, [
    orderId,
    ofOrderMax,
  ]);
  return rows.map((row) => render(engine, row, reader));
}

/** One dispute; undefined when there is none. @param supplierId only if it is about that supplier's codes */
export async function readDispute(
  engine: Engine,
  { id, supplierId }: { id: string; supplierId?: string | undefined },
  reader: Reader,
): Promise<Dispute | undefined> {
  const { rows } = await engine.db.pool.query<WholeRow>(
    `${text} WHERE id = $1 AND ($2::text IS NULL OR supplier_id = $2)`,
    [id, supplierId ?? null],
  );
  return rows[0] && render(engine, rows[0], reader);
}

/** What a list and the whole of it have in common. */
export function renderSummary(row: DisputeRow, language: Language) {
  const { id, order_id, status, claim, currency, amount_minor, rule, appealed } = row;
  const remedy = (kind: DisputeRow['outcome_kind'], minor: number | null) =>
    kind === null ? null : { kind, amount: minor === null ? null : { amount_minor: minor, currency } };
  return {
    id,
    order_id,
    status,
    turn: disputeTurns[status].turn,
    deadline: row.deadline?.toISOString() ?? null,
    claim,
    amount: { amount_minor, currency },
    offer: remedy(row.offer_kind, row.offer_minor),
    outcome: remedy(row.outcome_kind, row.outcome_minor),
    rule,
    reason: rule && sayRule(rule, language),
    appealed,
    created_at: row.created_at.toISOString(),
    closed_at: row.closed_at?.toISOString() ?? null,
  };
}

function render({ keys }: Pick<Engine, 'keys'>, row: WholeRow, { party, language }: Reader): Dispute {
  const ownKey = row.order_key ? openOrderKey(keys, row.order_id, row.order_key) : undefined;
  const key = row.keyed ? ownKey : keys.evidence;
  return {
    ...renderSummary(row, language),
    may: [...mayNow(party, row)],
    codes: row.codes.map(({ code_id, masked, revealed_at, replaced_by, facts }) => ({
      id: code_id,
      masked,
      revealed_at: revealed_at && new Date(revealed_at).toISOString(),
      replaced_by,
      facts,
    })),
    evidence: row.evidence.map(({ id, party, kind, sha256, text_secret, created_at }) => ({
      id,
      party,
      kind,
      text: text_secret && (openEvidence(key, id, bytesOf(text_secret))?.toString() ?? null),
      sha256: sha256.slice(2),
      created_at: new Date(created_at).toISOString(),
    })),
    steps: row.steps.map(({ sequence, party, action, status, rule, note_secret, evidence_hash, created_at }) => ({
      sequence,
      party,
      action,
      status,
      rule,
      reason: rule && sayRule(rule, language),
      note: note_secret && openNote(key, row.id, sequence, bytesOf(note_secret)),
      evidence_hash: evidence_hash.slice(2),
      created_at: new Date(created_at).toISOString(),
    })),
  };
}

function bytesOf(json: string): Buffer {
  return Buffer.from(json.slice(2), 'hex');
}
