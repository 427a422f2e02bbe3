import type { Order } from '@kameng/client/browser';
import { showTime } from '../format/show-time.ts';
import { lang, say } from '../page/speak.ts';
import { DisputePart } from '../order/dispute.tsx';
import type { OrderStore } from '../order/order-store.ts';
import { CopyButton } from '../ui/copy-button.tsx';

/** A code that does not work: what to look at first, and what to write to whom, and the dispute where that does not help. The code itself is in none of it. */
export function Problem({ store, order }: { store: OrderStore; order: Order }) {
  const product = order.items.map(({ product }) => product.name).join(', ');
  const at = order.delivered_at ? showTime(lang, order.delivered_at) : '';
  const report = say('problem_report', { order: order.id, product, at });
  const mail = new URLSearchParams({ subject: order.id, body: report }).toString().replaceAll('+', '%20');
  return (
    <div class="stack">
      <p>{say('problem_what')}</p>
      <div class="actions">
        <CopyButton id="problem" text={() => report} label={say('problem_copy')} />
        <a class="button" href={`mailto:?${mail}`}>
          {say('problem_mail')}
        </a>
      </div>
      {order.status === 'delivered' && <DisputePart store={store} order={order} />}
    </div>
  );
}
