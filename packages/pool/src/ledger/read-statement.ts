import type { TransferKind } from '@kameng/contract/ledger';
import type { ClientBase } from 'pg';
import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import type { AccountId } from './accounts.ts';
import { readBalances } from './read-balances.ts';
import { firstTransferAt } from './transfer-time.ts';

/** Most lines on one page. */
const linesMax = 500;

export interface StatementLine {
  transfer_id: string;
  kind: TransferKind;
  /** Negative when it leaves the account. */
  amount_minor: number;
  order_id: string | null;
  created_at: Date;
}

/** An account over a period: opening, what moved, closing. The closing of one period is the opening of the next. */
export interface Statement {
  opening_minor: number;
  closing_minor: number;
  /** What moved, by kind; with the opening it adds up to the closing. */
  totals: { kind: TransferKind; count: number; amount_minor: number }[];
  lines: StatementLine[];
  /** Behind which transfer the next page begins; null on the last one. */
  next: string | null;
  /** Whether the period is closed: nothing dated in it can appear any more. */
  closed: boolean;
}

/** Reads an account's statement for a period (`to` is not part of it), all of it at one moment. */
export async function readStatement(
  engine: Pick<Engine, 'db'>,
  {
    account,
    from,
    to,
    after = '',
    limit = linesMax,
  }: { account: AccountId; from: Date; to: Date; after?: string; limit?: number },
): Promise<Statement> {
  const [first, end] = [firstTransferAt(from), firstTransferAt(to)];
  return transact(
    engine.db.pool,
    async (client) => {
      const now_minor = (await readBalances(client, [account])).get(account)!;
      const since_minor = await sumSince(client, account, first);
      const { rows: totals } = await client.query<Statement['totals'][number]>(
        `SELECT kind, count(*), sum(amount_minor)::bigint AS amount_minor FROM entry
         WHERE account_id = $1 AND transfer_id >= $2 AND transfer_id < $3 GROUP BY kind ORDER BY kind`,
        [account, first, end],
      );
      const { rows: closing } = await client.query<{ closed: boolean }>(
        'SELECT closed_before >= $1 AS closed FROM balance_fold',
        [to],
      );
      const lines = await readLines(client, account, { first, end, after, limit: Math.min(limit, linesMax) + 1 });
      const opening_minor = now_minor - since_minor;
      const page = lines.slice(0, Math.min(limit, linesMax));
      return {
        opening_minor,
        closing_minor: totals.reduce((sum, { amount_minor }) => sum + amount_minor, opening_minor),
        totals,
        lines: page,
        next: lines.length > page.length ? page.at(-1)!.transfer_id : null,
        closed: closing[0]!.closed,
      };
    },
    { isolation: 'repeatable read' },
  );
}

async function sumSince(client: ClientBase, account: AccountId, first: string): Promise<number> {
  const { rows } = await client.query<{ sum: number }>(
    'SELECT COALESCE(sum(amount_minor), 0)::bigint AS sum FROM entry WHERE account_id = $1 AND transfer_id >= $2',
    [account, first],
  );
  return rows[0]!.sum;
}

async function readLines(
  client: ClientBase,
  account: AccountId,
  { first, end, after, limit }: { first: string; end: string; after: string; limit: number },
): Promise<StatementLine[]> {
  const { rows } = await client.query<StatementLine>(
    `SELECT transfer_id, kind, amount_minor, order_id, created_at FROM entry
     WHERE account_id = $1 AND transfer_id >= $2 AND transfer_id < $3 AND transfer_id > $4 ORDER BY transfer_id LIMIT $5`,
    [account, first, end, after, limit],
  );
  return rows;
}
