import type { PaymentAction } from '@kameng/client/browser';
import { say } from '../page/speak.ts';

/** A way to pay that needs a provider's own script, which this page does not let in. */
export function Unsupported({ action }: { action: Extract<PaymentAction, { kind: 'client_secret' }> }) {
  return <p>{say('unsupported', { provider: action.provider })}</p>;
}
