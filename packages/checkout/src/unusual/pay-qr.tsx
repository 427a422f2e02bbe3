import type { PaymentAction } from '@kameng/client/browser';
import { say } from '../page/speak.ts';
import { appLink } from './app-link.ts';
import { QrCode } from './qr-code.tsx';

/** A payment by QR code: scanned from a desktop; on a phone the app opens itself, or reads the code where it is. */
export function PayQr({ action }: { action: Extract<PaymentAction, { kind: 'qr' }> }) {
  const app = appLink(action.app_url);
  const isPhone = matchMedia('(pointer: coarse)').matches;
  // In WeChat and Alipay a finger that rests on a code opens it; nobody can scan the screen in their own hand.
  const isInApp = /MicroMessenger|AlipayClient/.test(navigator.userAgent);
  const code = (
    <div class="qr">
      <QrCode text={action.text} label={say('qr')} />
      <p>{say(isInApp ? 'hold_qr' : 'scan')}</p>
    </div>
  );
  const link = app && (
    <a class={isPhone ? 'button primary wide' : 'button wide'} href={app}>
      {say('open_app')}
    </a>
  );
  if (!isPhone || isInApp || !link) {
    return (
      <>
        {code}
        {link}
      </>
    );
  }
  return (
    <>
      {link}
      <details>
        <summary>{say('other_device')}</summary>
        {code}
      </details>
    </>
  );
}
