import type { OwnerMoney } from '@kameng/contract/desk/payout';
import type { ClientBase, Pool } from 'pg';
import { availableOf, owedOf, payoutOf, pendingOf } from '../ledger/accounts.ts';
import { readBalances } from '../ledger/read-balances.ts';
import { readReserve } from '../ledger/read-reserve.ts';

/** What an owner has in one currency, and how much of it can be paid out. */
export async function readMoney(
  client: Pool | ClientBase,
  { ownerId, currency, at }: { ownerId: string; currency: string; at: Date },
): Promise<OwnerMoney> {
  const accounts = [pendingOf, availableOf, payoutOf, owedOf].map((account) => account(ownerId, currency));
  const balances = await readBalances(client, accounts);
  const [pending, available, in_payout, owed] = accounts.map((account) => balances.get(account)!) as [
    number,
    number,
    number,
    number,
  ];
  const { rows } = await client.query<{ minimum_minor: number }>(
    'SELECT minimum_minor FROM payout_minimum WHERE currency = $1',
    [currency],
  );
  const reserved = Math.min(available, await readReserve(client, { ownerId, currency, at }));
  const money = (amount_minor: number) => ({ amount_minor, currency });
  return {
    currency,
    pending: money(pending),
    available: money(available),
    reserved: money(reserved),
    payable: money(available - reserved),
    minimum: money(rows[0]?.minimum_minor ?? 0),
    in_payout: money(in_payout),
    owed: money(Math.abs(owed)),
  };
}
