import type { ClientBase } from 'pg';
import { availableOf, owedOf } from './accounts.ts';
import { lockBalances } from './lock-balances.ts';
import { openAccounts, type Transfer } from './post-transfers.ts';
import { readBalances } from './read-balances.ts';

/** Money that is about to become available to an owner. */
export interface Incoming extends Pick<Transfer, 'kind' | 'from' | 'currency' | 'amount_minor'> {
  owner_id: string;
}

/**
 * The transfers that give owners money, each owner once: what they owe is paid off first, so that whoever owes has nothing that
 * could be paid out. Locks what is available to them until the transaction ends.
 */
export async function payIn(client: ClientBase, incoming: readonly Incoming[]): Promise<Transfer[]> {
  // The lock on what is available puts everybody in line who pays off or adds to what the owner owes.
  const available = incoming.map(({ owner_id, currency }) => availableOf(owner_id, currency));
  await openAccounts(
    client,
    incoming.map(({ from, currency }, index) => ({ from, to: available[index]!, currency })),
  );
  await lockBalances(client, available);
  const owed = await readBalances(
    client,
    incoming.map(({ owner_id, currency }) => owedOf(owner_id, currency)),
  );
  return incoming.flatMap(({ owner_id, kind, from, currency, amount_minor }) => {
    const debt = owedOf(owner_id, currency);
    const paidOff = Math.min(amount_minor, Math.max(0, -owed.get(debt)!));
    const move = (to: Transfer['to'], amount: number): Transfer => ({
      kind,
      from,
      to,
      currency,
      amount_minor: amount,
      order_id: null,
    });
    return [move(debt, paidOff), move(availableOf(owner_id, currency), amount_minor - paidOff)];
  });
}
