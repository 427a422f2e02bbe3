import { createId } from '@kameng/contract/id';
import type { RouteAnswer } from '@kameng/contract/routes';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { Context } from '../engine.ts';
import type { Input } from '../http/serve-route.ts';
import { queueMails } from '../mail/queue-mails.ts';
import { addressFingerprint } from '../order/order-contact.ts';

/** How long a link can be opened, and how long it is good from then on, in milliseconds. */
export const linkMs = 30 * 60_000;
/** At most one mail an address in this time. */
const mailEveryMs = 60_000;
/** Requests that one process works on at once. */
const sendingMax = 200;
let underWay = 0;

/**
 * Sends a link to everything bought with an address, if anything was. The answer comes first and is always the same, so neither its
 * words nor its time tell whether anything was. Throws `overloaded`.
 */
export function sendOrdersLink(
  ctx: Context,
  { body }: Input<'sendOrdersLink'>,
): Promise<RouteAnswer<'sendOrdersLink'>> {
  if (underWay >= sendingMax) return Promise.reject(new ApiError('overloaded', { retryAfterS: 5 }));
  underWay += 1;
  setImmediate(() => {
    void queueLink(ctx, addressFingerprint(ctx.keys, body.contact))
      .catch((error: unknown) => ctx.log.error({ err: error }, 'orders link could not be queued'))
      .finally(() => (underWay -= 1));
  });
  return Promise.resolve({ status: 'sent_if_known' });
}

/** It goes to the address that the newest order holds: what was typed in may be written alike and be somebody else's. */
async function queueLink(ctx: Context, fingerprint: Buffer): Promise<void> {
  const now = ctx.now();
  await transact(ctx.db.pool, async (client) => {
    // The order's row lock makes two requests at once send one mail.
    const { rows } = await client.query<{ id: string }>(
      'SELECT id FROM orders WHERE contact_fingerprint = $1 ORDER BY id DESC LIMIT 1 FOR UPDATE',
      [fingerprint],
    );
    const recent = await client.query('SELECT FROM orders_link WHERE contact_fingerprint = $1 AND created_at > $2', [
      fingerprint,
      new Date(now.getTime() - mailEveryMs),
    ]);
    if (!rows[0] || recent.rowCount !== 0) return;
    const link_id = createId('ordersLink', now.getTime());
    await client.query(
      'INSERT INTO orders_link (id, contact_fingerprint, created_at, expires_at) VALUES ($1, $2, $3, $4)',
      [link_id, fingerprint, now, new Date(now.getTime() + linkMs)],
    );
    await queueMails(client, now, [{ template: 'orders_link', order_id: rows[0].id, language: ctx.language, link_id }]);
  });
}
