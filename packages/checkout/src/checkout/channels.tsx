import type { Checkout } from '@kameng/client/browser';
import { say } from '../page/speak.ts';
import type { CheckoutStore } from './checkout-store.ts';

/** The ways to pay, when there is a choice. */
export function Channels({ store, channels }: { store: CheckoutStore; channels: Checkout['channels'] }) {
  if (channels.length < 2) return null;
  return (
    <fieldset class="choices">
      <legend>{say('channel')}</legend>
      {channels.map(({ id, label }) => (
        <label key={id}>
          <input
            type="radio"
            name="channel"
            checked={store.channel === id}
            onChange={() => store.set({ channel: id })}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
