import type { PaymentAction } from '@kameng/client/browser';
import { say } from '../page/speak.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { QrCode } from './qr-code.tsx';

/** A transfer to an address: the exact amount, the network, the address, each to copy, and what happens if they differ. */
export function PayAddress({ action }: { action: Extract<PaymentAction, { kind: 'address' }> }) {
  const { network, address, amount } = action;
  return (
    <div class="stack">
      <div class="qr">
        <QrCode text={address} label={say('qr')} />
      </div>
      <dl class="receipt">
        <div>
          <dt>{say('send_exactly')}</dt>
          <dd class="row">
            <code dir="ltr">{amount}</code>
            <CopyButton id="amount" text={() => amount} name={say('amount')} />
          </dd>
        </div>
        <div>
          <dt>{say('address')}</dt>
          <dd class="row">
            <code class="long" dir="ltr">
              {address}
            </code>
            <CopyButton id="address" text={() => address} name={say('address')} />
          </dd>
        </div>
        <div>
          <dt>{say('network')}</dt>
          <dd>
            <code dir="ltr">{network}</code>
          </dd>
        </div>
      </dl>
      <p>{say('address_warn')}</p>
    </div>
  );
}
