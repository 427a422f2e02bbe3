import type { Stage } from './open-stage.ts';
import { runScript } from './supplier-steps.ts';

interface Transfer {
  kind: string;
  debit_account: string;
  credit_account: string;
  amount_minor: number;
}

/** What the ledger says of one order. */
export async function readBooks(stage: Stage, order: string): Promise<Transfer[]> {
  return JSON.parse(await runScript(stage, 'read-books.ts', order)) as Transfer[];
}

/** What each account has in the end, by the first word of its name or the party it belongs to. */
export function settle(transfers: readonly Transfer[]): Map<string, number> {
  const balances = new Map<string, number>();
  const add = (account: string, amount: number) => balances.set(account, (balances.get(account) ?? 0) + amount);
  for (const { debit_account, credit_account, amount_minor } of transfers) {
    add(debit_account, -amount_minor);
    add(credit_account, amount_minor);
  }
  return balances;
}
