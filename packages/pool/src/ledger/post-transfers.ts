import { createId } from '@kameng/contract/id';
import type { TransferKind } from '@kameng/contract/ledger';
import type { ClientBase } from 'pg';
import { insertStatement, type Columns } from '../database/insert-rows.ts';
import { runTogether, type Statement } from '../database/run-together.ts';
import { hasFloor, ownerOf, type AccountId } from './accounts.ts';
import { shareStatements } from './share-statements.ts';

/** Money that moves from one account to another. */
export interface Transfer {
  kind: TransferKind;
  from: AccountId;
  to: AccountId;
  currency: string;
  /** Minor units; a transfer of nothing is left out. */
  amount_minor: number;
  order_id: string | null;
}

const transferColumns: Columns = [
  ['id', 'text'],
  ['kind', 'text'],
  ['debit_account', 'text'],
  ['credit_account', 'text'],
  ['currency', 'text'],
  ['amount_minor', 'bigint'],
  ['order_id', 'text'],
  ['created_at', 'timestamptz'],
];

/**
 * The only writer of money. Writes transfers in the caller's transaction, moves the running balances of accounts with a
 * floor, and keeps what goes to pending accounts as shares that will mature. Throws the database's check violation when such an account would go below zero; lock it first to decide kindly.
 * @param also what can be written in the same journey, see {@link runTogether}
 */
export async function postTransfers(
  client: ClientBase,
  at: Date,
  transfers: readonly Transfer[],
  also: readonly Statement[] = [],
): Promise<void> {
  const moving = transfers.filter((transfer) => transfer.amount_minor !== 0);
  await Promise.all([
    openAccounts(client, moving),
    runTogether(client, [...also, ...transferStatements(at, moving), ...shareStatements(at, moving)]),
    // Last, since the rows of busy accounts are locked from here to the end.
    moveBalances(client, moving),
  ]);
}

function transferStatements(at: Date, moving: readonly Transfer[]): Statement[] {
  const rows = moving.map((transfer) => ({
    id: createId('transfer', at.getTime()),
    kind: transfer.kind,
    debit_account: transfer.from,
    credit_account: transfer.to,
    currency: transfer.currency,
    amount_minor: transfer.amount_minor,
    order_id: transfer.order_id,
    created_at: at,
  }));
  return insertStatement('transfer', transferColumns, rows);
}

/** Makes sure the accounts exist. An account with a floor starts at zero. */
export async function openAccounts(
  client: ClientBase,
  transfers: readonly Pick<Transfer, 'from' | 'to' | 'currency'>[],
): Promise<void> {
  if (transfers.length === 0) return;
  const wanted = new Map<AccountId, string>();
  for (const { from, to, currency } of transfers) wanted.set(from, currency).set(to, currency);
  // In one order everywhere, so that two processes that open the same accounts wait for each other instead of deadlocking.
  const accounts = [...wanted].toSorted(([left], [right]) => (left < right ? -1 : 1));
  await client.query({
    name: 'open accounts',
    // Nearly always all of them stand already; the look spares the table a try to write.
    text: `INSERT INTO account (id, owner_id, currency, floor_minor, balance_minor)
           SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $4::bigint[]) AS w(id, owner_id, currency, floor_minor, balance_minor)
           WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.id = w.id)
           ON CONFLICT (id) DO NOTHING`,
    values: [
      accounts.map(([id]) => id),
      accounts.map(([id]) => ownerOf(id) ?? null),
      accounts.map(([, currency]) => currency),
      accounts.map(([id]) => (hasFloor(id) ? 0 : null)),
    ],
  });
}

async function moveBalances(client: ClientBase, transfers: readonly Transfer[]): Promise<void> {
  const deltas = new Map<AccountId, number>();
  for (const { from, to, amount_minor } of transfers) {
    if (hasFloor(from)) deltas.set(from, (deltas.get(from) ?? 0) - amount_minor);
    if (hasFloor(to)) deltas.set(to, (deltas.get(to) ?? 0) + amount_minor);
  }
  if (deltas.size === 0) return;
  await client.query({
    name: 'move balances',
    text: `UPDATE account SET balance_minor = account.balance_minor + moved.delta
           FROM (SELECT * FROM unnest($1::text[], $2::bigint[]) AS m(id, delta) ORDER BY id) AS moved
           WHERE account.id = moved.id`,
    values: [[...deltas.keys()], [...deltas.values()]],
  });
}
