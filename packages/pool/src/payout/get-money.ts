import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { transact } from '../database/transact.ts';
import type { MemberContext } from '../http/serve-desk.ts';
import { listCurrencies } from '../ledger/list-currencies.ts';
import { payoutOwner } from './payout-owner.ts';
import { readMoney } from './read-money.ts';

/** What the organisation has, per currency, all of it at one moment. Throws `not_found`. */
export async function getMoney(ctx: MemberContext): Promise<DeskAnswer<'getMoney'>> {
  const ownerId = payoutOwner(ctx);
  const at = ctx.now();
  return transact(
    ctx.db.pool,
    async (client) => {
      const data = [];
      for (const currency of await listCurrencies(client, ownerId))
        data.push(await readMoney(client, { ownerId, currency, at }));
      return { data };
    },
    { isolation: 'repeatable read' },
  );
}
