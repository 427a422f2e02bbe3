import type { PaymentAction } from '@kameng/client/browser';
import { say } from '../page/speak.ts';
import { webLink } from '../page/web-link.ts';

/** A payment page that wants its data posted. In a frame it opens beside, so that the code can appear here. */
export function PayForm({ action, framed }: { action: Extract<PaymentAction, { kind: 'form' }>; framed: boolean }) {
  return (
    <form method="post" action={webLink(action.url)} {...(framed && { target: '_blank' })}>
      {Object.entries(action.fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button class="primary wide" type="submit">
        {say('to_payment')}
      </button>
    </form>
  );
}
