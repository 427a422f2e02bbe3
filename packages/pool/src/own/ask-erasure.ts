import type { RouteAnswer } from '@kameng/contract/routes';
import { transact } from '../database/transact.ts';
import type { Context } from '../engine.ts';
import { openContact } from '../order/order-contact.ts';
import { insertRecordRequest } from '../record/open-record-request.ts';
import { hintOf } from '../record/record-request-row.ts';
import { contactOf } from './find-contact.ts';

/** Writes down that a buyer wants what is kept of them erased; the operator does it. */
export async function askErasure(ctx: Context): Promise<RouteAnswer<'askErasure'>> {
  const fingerprint = contactOf(ctx);
  const { rows } = await ctx.db.pool.query<{ id: string; contact_secret: Buffer; order_key: Buffer | null }>(
    `SELECT o.id, o.contact_secret, k.sealed AS order_key FROM orders o LEFT JOIN order_key k ON k.order_id = o.id
     WHERE o.contact_fingerprint = $1 AND o.contact_secret IS NOT NULL ORDER BY o.id DESC LIMIT 1`,
    [fingerprint],
  );
  const [newest] = rows;
  if (newest) {
    const { email = '' } = openContact(ctx.keys, newest.id, newest.contact_secret, newest.order_key);
    await transact(ctx.db.pool, (client) =>
      insertRecordRequest(client, ctx.now(), {
        kind: 'erasure',
        fingerprint,
        hint: hintOf(email),
        by: { id: 'buyer', name: 'Buyer' },
        reason: null,
      }),
    );
  }
  return { status: 'asked' };
}
