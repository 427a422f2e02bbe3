import { createId } from '@kameng/contract/id';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { ClientBase } from 'pg';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { refundableOf } from '../ledger/claw-back.ts';
import { readAdminOrder } from './get-admin-order.ts';
import { loadOrders } from './load-orders.ts';
import { noChange, type LoadedOrder, type OrderChange } from './order-rows.ts';
import { addRefund, findPayment } from './refund-delivered.ts';
import { writeChanges } from './write-changes.ts';
import { reply, type Reply } from '../http/reply.ts';

/**
 * Refunds an order because the operator says so: of a delivered one a part or all that is left, of one that waits for its codes
 * all of it. Throws `order_state` for any other, `not_found`, and `invalid_request` for more than is left.
 */
export async function refundOrder(
  ctx: MemberContext,
  { params, body }: DeskInput<'refundOrder'>,
): Promise<Reply<DeskAnswer<'refundOrder'>>> {
  const orderId = params.id;
  await transact(ctx.db.pool, async (client) => {
    const loaded = (await loadOrders(client, [orderId])).get(orderId);
    if (!loaded) throw new ApiError('not_found');
    const { order } = loaded;
    if (body.amount && body.amount.currency !== order.currency)
      throw new ApiError('invalid_request', { errors: [{ pointer: '/amount/currency', code: 'invalid_value' }] });
    const change = noChange(order, `operator ${ctx.actor.by.id}`);
    const cause = `operator ${createId('refund', ctx.now().getTime())}`;
    const amount_minor = await decide(client, ctx, change, loaded, { asked: body.amount?.amount_minor, cause });
    await writeChanges(client, ctx.now(), [change]);
    await recordAudit(client, ctx, {
      action: 'order.refunded',
      object_id: orderId,
      before: { status: order.status },
      after: { amount: { amount_minor, currency: order.currency } },
      reason: body.reason,
    });
  });
  ctx.orderWatch.tell([orderId]);
  return reply(201, await readAdminOrder(ctx, orderId));
}

async function decide(
  client: ClientBase,
  ctx: MemberContext,
  change: OrderChange,
  loaded: LoadedOrder,
  { asked, cause }: { asked: number | undefined; cause: string },
): Promise<number> {
  const { order } = loaded;
  switch (order.status) {
    case 'delivered': {
      const of = { order_id: order.id, channel: order.channel, currency: order.currency };
      const amount_minor = asked ?? (await refundableOf(client, of));
      const left_minor = await addRefund(client, ctx, change, { amount_minor, reason: 'operator', cause });
      if (left_minor === 0) change.path.push('refunding');
      return amount_minor;
    }
    case 'paid':
      if (asked !== undefined && asked !== order.amount_minor)
        throw new ApiError('order_state', {
          detail: 'Nothing of it is delivered yet, so all of it goes back or nothing.',
        });
      await returnPaid(client, change, loaded, cause);
      return order.amount_minor;
    case 'disputed':
      throw new ApiError('order_state', { detail: 'It is in dispute: decide that, and the money follows.' });
    default:
      throw new ApiError('order_state');
  }
}

/** Nobody has a share of it yet: the codes go back on the shelf and the money to the buyer. */
async function returnPaid(client: ClientBase, change: OrderChange, { order, items }: LoadedOrder, cause: string) {
  const { id: order_id, currency, amount_minor } = order;
  change.items = items.map(({ id }) => ({ id, status: 'refunded', delivered_quantity: 0 }));
  change.release = items.map(({ offer_id, held_codes }) => ({ offer_id, code_ids: held_codes }));
  change.next_delivery_at = null;
  const payment_id = await findPayment(client, order, amount_minor);
  change.refunds.push({ order_id, payment_id, currency, amount_minor, reason: 'operator', cause });
  change.path.push('refunding');
}
