import type { Order } from '@kameng/client/browser';
import type { ComponentChildren } from 'preact';
import { Codes } from '../order/codes.tsx';
import { DisputePart } from '../order/dispute.tsx';
import { countCodes } from '../order/order-state.ts';
import type { OrderView } from '../order/order-state.ts';
import type { OrderStore } from '../order/order-store.ts';
import { say } from '../page/speak.ts';
import { Heading } from '../ui/heading.tsx';
import { PayFailed } from './pay-failed.tsx';
import { Refunds } from './refunds.tsx';
import { back } from '../ui/late-icons.ts';

interface UnusualProps {
  store: OrderStore;
  order: Order;
  state: OrderView;
}

const heads: Partial<Record<OrderView, (order: Order) => ComponentChildren>> = {
  pay_failed: () => <Heading key="pay_failed" text={say('pay_failed')} icon="alert" tone="bad" />,
  partly: (order) => {
    const { delivered, ordered } = countCodes(order);
    return (
      <Heading key="partly" text={say('partly', { n: delivered, total: ordered })} icon="alert" tone="attention" />
    );
  },
  expired: () => <Heading key="expired" text={say('order_expired')} icon="clock" tone="attention" />,
  refunding: () => <Heading key="refunding" text={say('refunding')} icon={back} tone="attention" />,
  refunded: () => <Heading key="refunded" text={say('refunded')} icon={back} />,
  disputed: () => <Heading key="disputed" text={say('disputed')} icon="shield" tone="attention" />,
};

const bodies: Partial<Record<OrderView, (props: UnusualProps) => ComponentChildren>> = {
  pay_failed: (props) => <PayFailed {...props} />,
  partly: (props) => (
    <>
      <p>{say('partly_what')}</p>
      <Codes {...props} />
    </>
  ),
  // Where money did come, the refund's own words say what became of it.
  expired: ({ order }) => order.refunds.length === 0 && <p>{say('order_expired_what')}</p>,
  disputed: (props) => (
    <>
      <p>{say('disputed_what')}</p>
      <Codes {...props} />
      <DisputePart {...props} />
    </>
  ),
};

/** An order that left the usual way: what happened to it, to its codes and to the money. */
export function UnusualOrder(props: UnusualProps) {
  const { order, state } = props;
  return (
    <>
      {heads[state]?.(order)}
      <Refunds order={order} />
      {bodies[state]?.(props)}
    </>
  );
}
