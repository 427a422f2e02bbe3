import type { PaymentAction } from '@kameng/contract/checkout';
import { Facts } from '../parts/facts.tsx';
import { Qr } from '../parts/qr.tsx';
import { words } from '../words/words.ts';

const say = words({
  toPayment: ['去付款', 'To the payment'],
  scan: ['用手机扫码付款；到账后这里会更新。', 'Scan it with your phone to pay; this page hears of it.'],
  qr: ['付款二维码', 'QR code to pay'],
  app: ['在本机打开支付应用', 'Open the app on this device'],
  network: ['网络', 'Network'],
  address: ['地址', 'Address'],
  amount: ['金额', 'Amount'],
  elsewhere: [
    '这种付款方式不能用于充值，请换一种。',
    'This way of paying cannot top up a balance; choose another one.',
  ],
});

/** What is done next to pay, whatever way of paying it is. */
export function PayStep({ action }: { action: PaymentAction }) {
  if (action.kind === 'redirect') return <WebLink url={action.url} text={say.toPayment} />;
  if (action.kind === 'form' && isWeb(action.url))
    return (
      <form method="post" action={action.url}>
        {Object.entries(action.fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button class="primary" type="submit">
          {say.toPayment}
        </button>
      </form>
    );
  if (action.kind === 'qr')
    return (
      <div class="stack">
        <p>{say.scan}</p>
        <Qr text={action.text} label={say.qr} />
        {action.app_url !== null && <WebLink url={action.app_url} text={say.app} />}
      </div>
    );
  if (action.kind === 'address')
    return (
      <Facts
        rows={[
          [say.network, action.network],
          [say.address, <code>{action.address}</code>],
          [say.amount, action.amount],
        ]}
      />
    );
  return <p>{say.elsewhere}</p>;
}

function WebLink({ url, text }: { url: string; text: string }) {
  return isWeb(url) ? (
    <p>
      <a class="button primary" href={url}>
        {text}
      </a>
    </p>
  ) : null;
}

/** A channel names pages; what it names otherwise is not followed. */
export function isWeb(url: string): boolean {
  return /^https?:\/\//i.test(url);
}
