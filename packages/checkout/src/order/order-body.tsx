import type { Order } from '@kameng/client/browser';
import type { ComponentChildren } from 'preact';
import { ProductLine } from '../checkout/product-line.tsx';
import { say } from '../page/speak.ts';
import { Heading } from '../ui/heading.tsx';
import { Codes } from './codes.tsx';
import { countCodes, viewOf } from './order-state.ts';
import type { OrderView } from './order-state.ts';
import type { OrderStore } from './order-store.ts';
import { PayFailed } from './pay-failed.tsx';
import { Receipt } from './receipt.tsx';
import { Refunds } from './refunds.tsx';
import { Waiting } from './waiting.tsx';

interface ViewProps {
  store: OrderStore;
  order: Order;
}

const heads: Record<OrderView, (order: Order) => ComponentChildren> = {
  waiting: () => <Heading key="waiting" text={say('waiting')} icon="clock" tone="attention" />,
  pay_failed: () => <Heading key="pay_failed" text={say('pay_failed')} icon="alert" tone="bad" />,
  preparing: () => <Heading key="preparing" text={say('preparing')} icon="check" tone="good" />,
  delivered: (order) => (
    <Heading key="delivered" text={say('delivered', { n: countCodes(order).delivered })} icon="check" tone="good" />
  ),
  partly: (order) => {
    const { delivered, ordered } = countCodes(order);
    return (
      <Heading key="partly" text={say('partly', { n: delivered, total: ordered })} icon="alert" tone="attention" />
    );
  },
  expired: () => <Heading key="expired" text={say('order_expired')} icon="clock" tone="attention" />,
  refunding: () => <Heading key="refunding" text={say('refunding')} icon="back" tone="attention" />,
  refunded: () => <Heading key="refunded" text={say('refunded')} icon="back" />,
  disputed: () => <Heading key="disputed" text={say('disputed')} icon="shield" tone="attention" />,
};

const bodies: Record<OrderView, (props: ViewProps) => ComponentChildren> = {
  waiting: (props) => <Waiting {...props} />,
  pay_failed: (props) => <PayFailed {...props} />,
  preparing: () => (
    <>
      <p>{say('preparing_what')}</p>
      <progress aria-label={say('preparing')} />
    </>
  ),
  delivered: (props) => <Codes {...props} />,
  partly: (props) => (
    <>
      <p>{say('partly_what')}</p>
      <Codes {...props} />
    </>
  ),
  // Where money did come, the refund's own words say what became of it.
  expired: ({ order }) => order.refunds.length === 0 && <p>{say('order_expired_what')}</p>,
  refunding: () => null,
  refunded: () => null,
  disputed: (props) => (
    <>
      <p>{say('disputed_what')}</p>
      <Codes {...props} />
    </>
  ),
};

/** Views after which the same product can be bought again. */
const over: readonly OrderView[] = ['delivered', 'partly', 'expired', 'refunded'];

/** One order: what it is waiting for or what came of it, the money, and the receipt. */
export function OrderBody({ store, onRestart }: { store: OrderStore; onRestart?: (() => void) | undefined }) {
  const order = store.order;
  const item = order?.items[0];
  if (!order || !item) return null;
  const view = viewOf(order);
  const { host } = store.setting;
  const again = store.kept?.again ?? `/buy/${item.product.id}`;
  return (
    <>
      {heads[view](order)}
      {view !== 'delivered' && <Refunds order={order} />}
      {bodies[view]({ store, order })}
      {view === 'delivered' && <Refunds order={order} />}
      <hr />
      <ProductLine product={item.product} />
      <Receipt order={order} store={store} />
      {over.includes(view) && (
        <div class="actions">
          {onRestart && host.framed ? (
            <button type="button" onClick={onRestart}>
              {say('buy_again')}
            </button>
          ) : (
            <a class="button" href={again}>
              {say('buy_again')}
            </a>
          )}
          {host.framed && (
            <button type="button" onClick={() => host.tell('close', { order: order.id, status: order.status })}>
              {say('close')}
            </button>
          )}
        </div>
      )}
    </>
  );
}
