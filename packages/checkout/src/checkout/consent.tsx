import { say } from '../page/speak.ts';
import type { CheckoutStore } from './checkout-store.ts';

/** The text the buyer agrees to, and the tick; never ticked beforehand. */
export function Consent({ store, text }: { store: CheckoutStore; text: string }) {
  const { agreed, wrong } = store;
  const mistake = !agreed && wrong.consent;
  return (
    <div class="field">
      <label class="tick">
        <input
          id="consent"
          type="checkbox"
          checked={agreed}
          required
          aria-invalid={Boolean(mistake)}
          aria-describedby="consent-below"
          onChange={({ currentTarget }) => store.set({ agreed: currentTarget.checked })}
        />
        <bdi>{text}</bdi>
      </label>
      <p id="consent-below" class="danger">
        {mistake && say(mistake)}
      </p>
    </div>
  );
}
