import type { Order } from '@kameng/client/browser';
import { money, say } from '../page/speak.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { When } from '../ui/when.tsx';
import type { OrderStore } from './order-store.ts';

/** What the buyer may want to quote later. The private link is copied, never shown: it opens the codes. */
export function Receipt({ order, store }: { order: Order; store: OrderStore }) {
  const { id, amount, items, paid_at, delivered_at } = order;
  const quantity = items.reduce((sum, item) => sum + item.quantity, 0);
  const token = store.kept?.token;
  return (
    <>
      <dl class="receipt">
        <div class="row">
          <dt>{say('amount')}</dt>
          <dd>
            <bdi>{money(amount)}</bdi>
            {quantity > 1 && ` · × ${quantity}`}
          </dd>
        </div>
        {paid_at && (
          <div class="row">
            <dt>{say('paid_at')}</dt>
            <dd>
              <When at={paid_at} />
            </dd>
          </div>
        )}
        {delivered_at && (
          <div class="row">
            <dt>{say('delivered_at')}</dt>
            <dd>
              <When at={delivered_at} />
            </dd>
          </div>
        )}
        <div class="number">
          <dt>{say('order_number')}</dt>
          <dd>
            <code>{id}</code>
          </dd>
          <dd>
            <CopyButton id="number" text={() => id} name={say('order_number')} />
          </dd>
        </div>
      </dl>
      {token && (
        <>
          <CopyButton id="link" text={() => `${location.origin}/o/${id}#${token}`} label={say('private_link')} />
          <p class="muted">{say('private_link_why')}</p>
        </>
      )}
    </>
  );
}
