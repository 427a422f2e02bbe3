import { say } from '../page/speak.ts';
import type { CheckoutStore } from './checkout-store.ts';

/** The text the buyer agrees to, and the tick; never ticked beforehand. */
export function Consent({ store, text }: { store: CheckoutStore; text: string }) {
  const { agreed, wrong } = store;
  const mistake = wrong.value.consent;
  return (
    <div class="field">
      <label class="tick">
        <input
          id="consent"
          type="checkbox"
          checked={agreed}
          required
          aria-invalid={mistake ? 'true' : undefined}
          aria-describedby={mistake && 'consent-below'}
          onChange={({ currentTarget }) => (agreed.value = currentTarget.checked)}
        />
        <span>{text}</span>
      </label>
      {mistake && !agreed.value && (
        <p id="consent-below" class="danger">
          {say(mistake)}
        </p>
      )}
    </div>
  );
}
