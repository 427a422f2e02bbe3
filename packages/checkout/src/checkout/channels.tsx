import type { Checkout } from '@kameng/client/browser';
import type { Signal } from '@preact/signals';
import { say } from '../page/speak.ts';

/** The ways to pay, when there is a choice. */
export function Channels({ channels, chosen }: { channels: Checkout['channels']; chosen: Signal<string> }) {
  if (channels.length < 2) return null;
  return (
    <fieldset class="choices">
      <legend>{say('channel')}</legend>
      {channels.map(({ id, label }) => (
        <label key={id}>
          <input type="radio" name="channel" value={id} checked={chosen.value === id} onChange={() => (chosen.value = id)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
