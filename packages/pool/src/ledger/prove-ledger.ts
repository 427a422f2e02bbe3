import type { ClientBase, Pool } from 'pg';

export interface LedgerProof {
  transfers: number;
  /** Per currency, the sum over all accounts; anything but zero is a fault. */
  sums: Record<string, number>;
  /** Accounts whose running balance is not the sum of their transfers. */
  wrong: string[];
  /** Orders whose escrow does not fit their state: money kept without reason, or given twice. */
  unsettled: string[];
  /** Accounts whose snapshot is not the sum of the transfers it covers. */
  misfolded: string[];
  /** Pending accounts whose balance is not the sum of the shares that have not matured. */
  unshared: string[];
}

/** The kinds of fault a proof can find, each a list that should be empty. */
const faultKinds = ['wrong', 'unsettled', 'misfolded', 'unshared'] as const satisfies readonly (keyof LedgerProof)[];

const wrongText = `
  SELECT account.id FROM account
  LEFT JOIN (SELECT account_id, sum(amount_minor)::bigint AS sum FROM entry GROUP BY account_id) AS summed ON summed.account_id = account.id
  WHERE account.floor_minor IS NOT NULL AND account.balance_minor <> COALESCE(summed.sum, 0)`;

/** Escrow of an order is what was paid for it until it is delivered, and what is on its way back; nothing else, in any state. */
const unsettledText = `
  SELECT COALESCE(held.order_id, due.order_id) AS id
  FROM (SELECT order_id, sum(amount_minor)::bigint AS sum FROM entry WHERE account_id LIKE 'escrow:%' AND order_id IS NOT NULL GROUP BY order_id) AS held
  FULL JOIN (
    SELECT order_id, sum(amount_minor)::bigint AS sum FROM (
      SELECT id AS order_id, amount_minor FROM orders WHERE status = 'paid'
      UNION ALL SELECT order_id, amount_minor FROM refund WHERE status <> 'done') AS owing GROUP BY order_id) AS due ON due.order_id = held.order_id
  WHERE COALESCE(held.sum, 0) <> COALESCE(due.sum, 0)`;

const misfoldedText = `
  SELECT COALESCE(snapshot.account_id, summed.account_id) AS id
  FROM (SELECT account_id, sum(amount_minor)::bigint AS sum FROM entry CROSS JOIN balance_fold AS fold
        JOIN account ON account.id = account_id AND account.floor_minor IS NULL WHERE transfer_id <= fold.through GROUP BY account_id) AS summed
  FULL JOIN balance_snapshot AS snapshot ON snapshot.account_id = summed.account_id
  WHERE COALESCE(snapshot.balance_minor, 0) <> COALESCE(summed.sum, 0)`;

const unsharedText = `
  SELECT COALESCE(pending.account_id, shared.account_id) AS id
  FROM (SELECT account_id, sum(amount_minor)::bigint AS sum FROM entry WHERE account_id LIKE '%:pending:%' GROUP BY account_id) AS pending
  FULL JOIN (SELECT owner_id || ':pending:' || currency AS account_id, sum(amount_minor - clawed_minor)::bigint AS sum FROM share
             WHERE matured_at IS NULL GROUP BY owner_id, currency) AS shared ON shared.account_id = pending.account_id
  WHERE COALESCE(pending.sum, 0) <> COALESCE(shared.sum, 0)`;

/** Recomputes every balance from the transfers. Reads everything: for proofs and tests, not for pages. */
export async function proveLedger(client: Pool | ClientBase): Promise<LedgerProof> {
  const counted = await client.query<{ transfers: number }>('SELECT count(*) AS transfers FROM transfer');
  const sums = await client.query<{ currency: string; sum: number }>(
    'SELECT currency, sum(amount_minor)::bigint AS sum FROM entry GROUP BY currency',
  );
  // Each is one statement, so it sees one moment, however much is posted meanwhile.
  const idsOf = async (text: string) => (await client.query<{ id: string }>(text)).rows.map(({ id }) => id);
  return {
    transfers: counted.rows[0]!.transfers,
    sums: Object.fromEntries(sums.rows.map(({ currency, sum }) => [currency, sum])),
    wrong: await idsOf(wrongText),
    unsettled: await idsOf(unsettledText),
    misfolded: await idsOf(misfoldedText),
    unshared: await idsOf(unsharedText),
  };
}

/** Whether a proof found nothing. */
export function isFaultless(proof: LedgerProof): boolean {
  return faultKinds.every((kind) => proof[kind].length === 0) && Object.values(proof.sums).every((sum) => sum === 0);
}
