import type { Order, PaymentAction } from '@kameng/client/browser';
import type { ComponentChildren } from 'preact';
import { say } from '../page/speak.ts';
import { webLink } from '../page/web-link.ts';
import { Late } from './late.tsx';
import type { OrderStore } from './order-store.ts';

type Kind<Name extends PaymentAction['kind']> = Extract<PaymentAction, { kind: Name }>;

/** The way to pay that is open now, whatever kind it is. */
export function PayAction({ store, order }: { store: OrderStore; order: Order }) {
  const { framed } = store.setting.host;
  const action = store.kept?.action;
  if (!action || Date.parse(action.expires_at) < Date.now())
    return <Late view="NewPayment" store={store} order={order} ended={Boolean(action)} />;
  return views[action.kind](action as never, framed);
}

const views: { [Name in PaymentAction['kind']]: (action: Kind<Name>, framed: boolean) => ComponentChildren } = {
  redirect: ({ url }, framed) => (
    <>
      <a
        class="button primary wide"
        href={webLink(url) ?? '#'}
        {...(framed && { target: '_blank', rel: 'noopener noreferrer' })}
      >
        {say('to_payment')}
      </a>
      {framed && <p class="muted">{say('new_tab')}</p>}
    </>
  ),
  form: (action, framed) => <Late view="PayForm" action={action} framed={framed} />,
  qr: (action) => <Late view="PayQr" action={action} />,
  address: (action) => <Late view="PayAddress" action={action} />,
  client_secret: (action) => <Late view="Unsupported" action={action} />,
  // Taken from a balance: nothing to do but wait for the word that it was.
  none: () => <progress aria-label={say('waiting')} />,
};
