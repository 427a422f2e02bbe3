import type { Dispute } from '@kameng/client/browser';
import { lang } from '../page/speak.ts';
import { sendDispute } from './dispute-store.ts';
import type { DisputeStore } from './dispute-store.ts';
import { sayDispute } from './dispute-words.ts';
import type { DisputeWord } from './dispute-words.ts';
import type { OrderStore } from './order-store.ts';

const claims = ['invalid', 'already_used', 'wrong_goods', 'expired', 'other'] as const satisfies Dispute['claim'][];
/** Characters that the pool takes. */
const textMax = 2000;
const speak = (key: DisputeWord) => sayDispute(lang, key);

interface FormProps {
  store: OrderStore;
  state: DisputeStore;
}

/** Opens a dispute: what is wrong, and in the buyer's own words. */
export function DisputeForm({ store, state }: FormProps) {
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void sendDispute(store, state);
      }}
    >
      <p>{speak('what')}</p>
      <div class="field">
        <label for="claim">{speak('claim')}</label>
        <select
          id="claim"
          value={state.claim}
          onChange={({ currentTarget }) => state.set({ claim: currentTarget.value as Dispute['claim'] })}
        >
          {claims.map((claim) => (
            <option key={claim} value={claim}>
              {speak(claim)}
            </option>
          ))}
        </select>
      </div>
      <WordsField state={state} label="text" />
      <button type="submit" class="primary wide" aria-busy={state.busy}>
        {speak('send')}
      </button>
    </form>
  );
}

/** What the buyer has to say. */
export function WordsField({ state, label }: { state: DisputeStore; label: DisputeWord }) {
  return (
    <div class="field">
      <label for="words">{speak(label)}</label>
      <textarea
        id="words"
        rows={3}
        maxLength={textMax}
        required
        value={state.text}
        aria-describedby="words-below"
        onInput={({ currentTarget }) => state.set({ text: currentTarget.value })}
      />
      <p id="words-below" class="muted">
        {speak('text_hint')}
      </p>
    </div>
  );
}
