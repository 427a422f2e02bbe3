import type { PaymentAction } from '@kameng/client/browser';
import { say } from '../page/speak.ts';
import { appLink } from '../page/web-link.ts';
import { QrCode } from '../ui/qr-code.tsx';

/** A code for the phone that pays, and on that phone itself the way into the app. */
export function PayQr({ action }: { action: Extract<PaymentAction, { kind: 'qr' }> }) {
  const app = appLink(action.app_url);
  return (
    <div class="qr">
      <QrCode text={action.text} label={say('qr')} />
      <p>{say('scan')}</p>
      {app && (
        <a class="button wide" href={app}>
          {say('open_app')}
        </a>
      )}
    </div>
  );
}
