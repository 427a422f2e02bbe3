import type { RouteAnswer } from '@kameng/contract/routes';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { Context } from '../engine.ts';
import type { Input } from '../http/serve-route.ts';
import { queueMails } from '../mail/queue-mails.ts';
import { addressFingerprint } from './order-contact.ts';
import { queryPasswordMatches } from './query-password.ts';

/** At most one link mail an order in this time, so that lookups cannot be used to flood a buyer, in milliseconds. */
const mailEveryMs = 60_000;

/** Lookups that one process works on at once; a password costs memory to check. */
export const lookupsMax = 200;
let underWay = 0;

/**
 * Sends the buyer a link if order, contact and query password fit. The answer comes first and is always the same, so
 * neither its words nor its time tell whether an order exists. Throws `overloaded`.
 */
export function lookupOrder(ctx: Context, { body }: Input<'lookupOrder'>): Promise<RouteAnswer<'lookupOrder'>> {
  if (underWay >= lookupsMax) return Promise.reject(new ApiError('overloaded', { retryAfterS: 5 }));
  underWay += 1;
  setImmediate(() => {
    void sendLink(ctx, body)
      .catch((error: unknown) => ctx.log.error({ err: error }, 'order link could not be queued'))
      .finally(() => (underWay -= 1));
  });
  return Promise.resolve({ status: 'sent_if_known' });
}

async function sendLink(
  ctx: Context,
  { order_id, contact, query_password }: Input<'lookupOrder'>['body'],
): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ contact_fingerprint: Buffer | null; query_password_hash: string | null }>(
    'SELECT contact_fingerprint, query_password_hash FROM orders WHERE id = $1',
    [order_id],
  );
  const order = rows[0];
  if (!order?.contact_fingerprint?.equals(addressFingerprint(ctx.keys, contact))) return;
  if (
    order.query_password_hash !== null &&
    !(await queryPasswordMatches(query_password ?? '', order.query_password_hash))
  )
    return;
  const now = ctx.now();
  await transact(ctx.db.pool, async (client) => {
    // The order's row lock makes two lookups at once send one mail.
    await client.query('SELECT FROM orders WHERE id = $1 FOR UPDATE', [order_id]);
    const recent = await client.query(
      "SELECT FROM mail WHERE order_id = $1 AND template = 'order_link' AND created_at > $2",
      [order_id, new Date(now.getTime() - mailEveryMs)],
    );
    if (recent.rowCount === 0)
      await queueMails(client, now, [{ template: 'order_link', order_id, language: ctx.language }]);
  });
}
