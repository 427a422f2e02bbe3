import type { DisputeFact, DisputeRule, DisputeStatus, RemedyKind } from '@kameng/contract/dispute';
import type { ClientBase } from 'pg';

export interface DisputeRow {
  id: string;
  order_id: string;
  item_id: string;
  offer_id: string;
  supplier_id: string;
  status: DisputeStatus;
  sequence: number;
  deadline: Date | null;
  claim: 'invalid' | 'already_used' | 'wrong_goods' | 'expired' | 'other';
  currency: string;
  amount_minor: number;
  offer_kind: 'replacement' | 'part' | null;
  offer_minor: number | null;
  outcome_kind: RemedyKind | null;
  outcome_minor: number | null;
  rule: DisputeRule | null;
  decided_by: string | null;
  appealed: boolean;
  redeemed_at: Date | null;
  created_at: Date;
  closed_at: Date | null;
  /** Whether its words are sealed with the order's key. */
  keyed: boolean;
}

/** A code in dispute. */
export interface DisputedCodeRow {
  code_id: string;
  revealed_at: Date | null;
  replaced_by: string | null;
  facts: DisputeFact[];
}

export const disputeColumns = `id, order_id, item_id, offer_id, supplier_id, status, sequence, deadline, claim, currency, amount_minor, offer_kind, offer_minor,
  outcome_kind, outcome_minor, rule, decided_by, appealed, redeemed_at, created_at, closed_at, keyed`;

/** The newest dispute of an order, locked until the transaction ends. The caller has locked the order before. */
export async function lockNewest(client: ClientBase, orderId: string): Promise<DisputeRow | undefined> {
  const { rows } = await client.query<DisputeRow>(
    `SELECT ${disputeColumns} FROM dispute WHERE order_id = $1 ORDER BY id DESC LIMIT 1 FOR UPDATE`,
    [orderId],
  );
  return rows[0];
}

/** The codes of a dispute, in the order of their ids, locked so that nobody is shown one while it is decided about. */
export async function lockDisputedCodes(client: ClientBase, disputeId: string): Promise<DisputedCodeRow[]> {
  const { rows } = await client.query<DisputedCodeRow>(
    `SELECT d.code_id, c.revealed_at, c.replaced_by, d.facts FROM dispute_code AS d JOIN order_code AS c ON c.code_id = d.code_id
     WHERE d.dispute_id = $1 ORDER BY d.code_id FOR UPDATE OF c`,
    [disputeId],
  );
  return rows;
}
