import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { createId } from '@kameng/contract/id';
import type { ClientBase } from 'pg';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { startAtChannel } from '../payment/start-payment.ts';
import { atSite } from '../site/at-site.ts';
import { renderTopUp } from './top-up-row.ts';

/** Most top-ups of a shop that wait for their money at once. */
const waitingMax = 20;
/** How long a channel takes the money, in milliseconds. What comes later all the same is booked all the same. */
const payableMs = 3_600_000;

/** Begins a payment into a shop's balance. Throws `not_found`, `channel_unknown`, `channel_unavailable`, `account_limit`. */
export async function createTopUp(
  ctx: MemberContext,
  { params, body }: DeskInput<'createTopUp'>,
): Promise<DeskAnswer<'createTopUp'>> {
  const { site } = (await atSite(ctx, params.id)).actor;
  if (site.kind !== 'shop') throw new ApiError('not_found', { detail: 'Only shops have a balance.' });
  if (!ctx.channels.has(body.channel)) throw new ApiError('channel_unknown');
  const now = ctx.now();
  const id = createId('topUp', now.getTime());
  const payment = {
    id: createId('payment', now.getTime()),
    order_id: id,
    channel: body.channel,
    ...body.amount,
    created_at: now,
    expires_at: new Date(now.getTime() + payableMs),
  };
  await transact(ctx.db.pool, async (client) => {
    await mustFit(client, site.id, new Date(now.getTime() - payableMs));
    await client.query('INSERT INTO top_up (id, site_id, payment_id, created_at) VALUES ($1, $2, $3, $4)', [
      id,
      site.id,
      payment.id,
      now,
    ]);
    await client.query(
      `INSERT INTO payment (id, order_id, channel, currency, amount_minor, status, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, 'creating', $6, $6)`,
      [payment.id, id, payment.channel, payment.currency, payment.amount_minor, now],
    );
    await recordAudit(client, ctx, {
      action: 'top_up.created',
      object_id: id,
      after: { site_id: site.id, amount: body.amount, channel: body.channel },
    });
  });
  const action = await startAtChannel(ctx, payment, {
    subject: ctx.language.startsWith('zh') ? '余额充值' : 'Top-up of a balance',
    returnUrl: `${ctx.config.url}/console/shop/balance?site=${site.id}`,
  }).catch(async (error: unknown) => {
    // Nobody was told how to pay it. Money that came all the same would still be booked.
    await ctx.db.pool.query(
      "UPDATE payment SET status = 'failed', updated_at = $2 WHERE id = $1 AND status = 'creating'",
      [payment.id, ctx.now()],
    );
    throw error;
  });
  return renderTopUp({
    ...payment,
    id,
    site_id: site.id,
    payment_id: payment.id,
    received_minor: 0,
    status: 'waiting',
    action,
    paid_at: null,
  });
}

/** In line with the shop's other top-ups, so that many at once are no more than one after the other. */
async function mustFit(client: ClientBase, siteId: string, since: Date): Promise<void> {
  await client.query('SELECT FROM site WHERE id = $1 FOR NO KEY UPDATE', [siteId]);
  const { rows } = await client.query<{ waiting: number }>(
    `SELECT count(*) AS waiting FROM top_up t JOIN payment p ON p.id = t.payment_id
     WHERE t.site_id = $1 AND t.created_at > $2 AND p.status IN ('creating', 'waiting')`,
    [siteId, since],
  );
  if (rows[0]!.waiting >= waitingMax)
    throw new ApiError('account_limit', { detail: `${waitingMax} top-ups wait for their money already.` });
}
