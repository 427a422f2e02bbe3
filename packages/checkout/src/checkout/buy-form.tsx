import { guardConfirm } from '../frame/guard-confirm.ts';
import { openPayTab } from '../page/open-pay-tab.ts';
import { money, say } from '../page/speak.ts';
import { Field } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { Channels } from './channels.tsx';
import { remember } from './checkout-store.ts';
import type { CheckoutStore } from './checkout-store.ts';
import { confirmOrder } from './confirm-order.ts';
import { Consent } from './consent.tsx';
import { Remark } from './remark.tsx';

/** Contact, consent, way to pay, and the button that buys. */
export function BuyForm({ store }: { store: CheckoutStore }) {
  const { checkout, contact, password, wrong, state } = store;
  const now = checkout.value;
  if (!now) return null;
  const buying = state.value === 'confirming';
  return (
    <form class="stack" noValidate onSubmit={(event) => buy(store, event)}>
      <fieldset class="stack" disabled={buying || state.value === 'unsure'}>
        <Field
          id="contact"
          label="contact"
          hint="contact_why"
          value={contact}
          wrong={wrong.value.contact}
          onChange={() => remember(store, {})}
          input={{ autocomplete: 'email', inputMode: 'email', autocapitalize: 'off', spellcheck: false, maxLength: 254, required: true }}
        />
        <details>
          <summary>{say('password')}</summary>
          <Field
            id="password"
            label="password"
            hint="password_why"
            value={password}
            wrong={wrong.value.password}
            input={{ type: 'password', autocomplete: 'new-password', maxLength: 128 }}
          />
        </details>
        <Channels channels={now.channels} chosen={store.channel} />
        <Consent store={store} text={now.consent.text} />
      </fieldset>
      <Remark store={store} />
      <PayButton store={store} text={buttonText(store)} />
      <p class="promise muted">
        <Icon name="shield" />
        {say('promise')}
      </p>
    </form>
  );
}

function buttonText({ checkout, state }: CheckoutStore): string {
  const amount = checkout.value?.amount;
  if (!amount || state.value === 'confirming') return say('placing');
  if (state.value === 'unsure') return say('try_again');
  return amount.amount_minor === 0 ? say('get') : say('pay', { amount: money(amount) });
}

/** The one button that spends money. In a frame it only counts when it was really seen. */
export function PayButton({ store, text }: { store: CheckoutStore; text: string }) {
  const { state, pricing, setting, covered } = store;
  const busy = state.value === 'confirming' || pricing.value;
  return (
    <button
      class="primary wide"
      type="submit"
      aria-disabled={busy}
      aria-busy={busy}
      ref={setting.host.framed ? watch : undefined}
      onClick={(event) => {
        const verdict = guard?.judge(event) ?? 'ok';
        covered.value = verdict === 'covered';
        if (verdict !== 'ok') event.preventDefault();
      }}
    >
      {text}
    </button>
  );
}

let guard: ReturnType<typeof guardConfirm> | undefined;

function watch(button: Element | null): void {
  guard?.stop();
  guard = button ? guardConfirm(button) : undefined;
}

/** Confirms, then leads to the first field that needs the buyer. */
export function buy(store: CheckoutStore, event: Event): void {
  event.preventDefault();
  void confirmOrder(store, () => openPayTab(store.setting.host.framed, say('placing'))).then(() => {
    const [field] = Object.keys(store.wrong.value);
    const input = field && document.getElementById(field);
    if (!input) return;
    const folded = input.closest('details');
    if (folded) folded.open = true;
    input.focus();
  });
}
