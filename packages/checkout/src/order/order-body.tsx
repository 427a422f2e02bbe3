import type { Order } from '@kameng/client/browser';
import type { ComponentChildren } from 'preact';
import { ProductLine } from '../checkout/product-line.tsx';
import { say } from '../page/speak.ts';
import { Heading } from '../ui/heading.tsx';
import { Codes } from './codes.tsx';
import { Late } from './late.tsx';
import { countCodes, viewOf } from './order-state.ts';
import type { OrderView } from './order-state.ts';
import type { OrderStore } from './order-store.ts';
import { Receipt } from './receipt.tsx';
import { Waiting } from './waiting.tsx';

interface ViewProps {
  store: OrderStore;
  order: Order;
}

/** The views nearly every order passes; the rest comes when it is needed. */
const usual: Partial<Record<OrderView, (props: ViewProps) => ComponentChildren>> = {
  waiting: (props) => (
    <>
      <Heading key="waiting" text={say('waiting')} icon="clock" tone="attention" />
      <Waiting {...props} />
    </>
  ),
  preparing: () => (
    <>
      <Heading key="preparing" text={say('preparing')} icon="check" tone="good" />
      <p>{say('preparing_what')}</p>
      <progress aria-label={say('preparing')} />
    </>
  ),
  delivered: (props) => (
    <>
      <Heading
        key="delivered"
        text={say('delivered', { n: countCodes(props.order).delivered })}
        icon="check"
        tone="good"
      />
      <Codes {...props} />
      {props.order.refunds.length > 0 && <Late view="Refunds" order={props.order} />}
    </>
  ),
};

/** Views after which nothing more is to come, so that the next step is another purchase. */
const over: readonly OrderView[] = ['delivered', 'partly', 'expired', 'refunded'];

/** The order as it is, then what was bought, then what to do next. */
export function OrderBody({ store, onRestart }: { store: OrderStore; onRestart?: (() => void) | undefined }) {
  const order = store.order;
  const item = order?.items[0];
  if (!order || !item) return null;
  const view = viewOf(order);
  const { host } = store.setting;
  const again = store.kept?.again ?? `/buy/${item.product.id}`;
  return (
    <>
      {usual[view]?.({ store, order }) ?? <Late view="UnusualOrder" store={store} order={order} state={view} />}
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
