import { say, speakOf } from '../page/speak.ts';
import { Field } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { lazy } from '../ui/lazy.tsx';
import { Channels } from './channels.tsx';
import { remember } from './checkout-store.ts';
import type { CheckoutStore } from './checkout-store.ts';
import { Consent } from './consent.tsx';
import { buy, PayButton } from './pay-button.tsx';

const Remark = lazy(async () => {
  const [file] = await Promise.all([import('../refused/remark.tsx'), speakOf('refused')]);
  return file.Remark;
});

/** Contact, consent, way to pay, and the button that buys. */
export function BuyForm({ store }: { store: CheckoutStore }) {
  const { checkout, contact, password, wrong, state } = store;
  return (
    checkout && (
      <form class="stack" noValidate onSubmit={(event) => buy(store, event)}>
        <fieldset class="stack" disabled={state !== 'open'}>
          <Field
            id="contact"
            label="contact"
            hint="contact_why"
            value={contact}
            wrong={wrong.contact}
            onText={(contact) => {
              store.set({ contact, wrong: { ...wrong, contact: undefined } });
              remember(store);
            }}
            input={{ autocomplete: 'email', inputMode: 'email', autocapitalize: 'off', maxLength: 254, required: true }}
          />
          <details>
            <summary>{say('password')}</summary>
            <Field
              id="password"
              label="password"
              hint="password_why"
              value={password}
              wrong={wrong.password}
              onText={(password) => store.set({ password, wrong: { ...wrong, password: undefined } })}
              input={{ type: 'password', autocomplete: 'new-password', maxLength: 128 }}
            />
          </details>
          <Channels store={store} channels={checkout.channels} />
          <Consent store={store} text={checkout.consent.text} />
        </fieldset>
        {(store.note || store.covered || state === 'unsure') && <Remark store={store} />}
        <PayButton store={store} />
        <p class="promise muted">
          <Icon name="shield" />
          {say('promise')}
        </p>
      </form>
    )
  );
}
