import type { Order } from '@kameng/client/browser';
import { money, say } from '../page/speak.ts';
import { Icon } from '../ui/icon.tsx';
import { refundWords } from './refund-words.ts';
import { back } from '../ui/late-icons.ts';

/** Every refund in two sentences: why, and where the money is. */
export function Refunds({ order }: { order: Order }) {
  const words = refundWords(order);
  if (words.length === 0) return null;
  return (
    <div class="notice calm">
      <Icon name={back} />
      <div>
        {words.map(({ id, why, where, amount, paid, due }) => (
          <p key={id}>
            {say(why, { paid: money(paid), amount: money(due) })} {say(where, { amount: money(amount) })}
          </p>
        ))}
        <p class="muted">{say('refund_where')}</p>
      </div>
    </div>
  );
}
