import type { Order } from '@kameng/client/browser';
import { Late } from './late.tsx';
import type { OrderStore } from './order-store.ts';
import { Unfold } from './unfold.tsx';

/** The ways to pay other than the one in use, when this browser knows of any. */
export function OtherChannel({ store, order }: { store: OrderStore; order: Order }) {
  const others = (store.kept?.channels ?? []).filter(({ id }) => id !== order.payment?.channel);
  if (others.length === 0) return null;
  return (
    <Unfold store={store} part="channels" word="other_channel">
      <Late view="OtherChannels" store={store} others={others} />
    </Unfold>
  );
}
