import type { Order, PaymentAction } from '@kameng/client/browser';
import type { ComponentChildren } from 'preact';
import { say } from '../page/speak.ts';
import { webLink } from '../page/web-link.ts';
import { lazy } from '../ui/lazy.tsx';
import type { OrderStore } from './order-store.ts';
import { payAgain } from './pay-again.ts';

type Kind<Name extends PaymentAction['kind']> = Extract<PaymentAction, { kind: Name }>;

/** The way to pay that is open now, whatever kind it is. */
export function PayAction({ store, order }: { store: OrderStore; order: Order }) {
  const { framed } = store.setting.host;
  const action = store.kept?.action;
  if (!action || Date.parse(action.expires_at) < Date.now())
    return <NewPayment store={store} order={order} ended={Boolean(action)} />;
  return views[action.kind](action as never, framed);
}

const PayQr = lazy(() => import('./pay-qr.tsx').then((file) => file.PayQr));
const PayAddress = lazy(() => import('./pay-address.tsx').then((file) => file.PayAddress));

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
  form: ({ url, fields }, framed) => (
    <form method="post" action={webLink(url)} {...(framed && { target: '_blank' })}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button class="primary wide" type="submit">
        {say('to_payment')}
      </button>
    </form>
  ),
  qr: (action) => <PayQr action={action} />,
  address: (action) => <PayAddress action={action} />,
  client_secret: ({ provider }) => <p>{say('unsupported', { provider })}</p>,
  none: () => null,
};

/** This page knows no way to pay that is still open: offers to start one through the same channel. */
function NewPayment({ store, order, ended }: { store: OrderStore; order: Order; ended: boolean }) {
  const channel = order.payment?.channel ?? store.kept?.channels?.[0]?.id;
  if (!channel) return null;
  return (
    <>
      {ended && <p>{say('payment_ended')}</p>}
      <button
        type="button"
        class="primary wide"
        aria-busy={store.busy === 'pay'}
        onClick={() => void payAgain(store, channel)}
      >
        {say('new_payment')}
      </button>
    </>
  );
}
