import type { Dispute } from '@kameng/client/browser';
import { lang } from '../page/speak.ts';
import { WordsField } from './dispute-form.tsx';
import { addPicture, addText, answer } from './dispute-store.ts';
import type { DisputeStore } from './dispute-store.ts';
import { sayDispute } from './dispute-words.ts';
import type { DisputeWord } from './dispute-words.ts';
import type { OrderStore } from './order-store.ts';

const answers = ['take', 'refuse', 'appeal', 'withdraw'] as const;
const speak = (key: DisputeWord) => sayDispute(lang, key);

interface ActionsProps {
  store: OrderStore;
  state: DisputeStore;
  dispute: Dispute;
}

/** What the buyer may do now: answer, add words or a picture, appeal, withdraw. */
export function DisputeActions({ store, state, dispute }: ActionsProps) {
  const { may } = dispute;
  const writes = may.includes('add_evidence') || may.includes('appeal');
  const silent = state.text.trim() === '';
  return (
    <div class="stack" aria-busy={state.busy}>
      {writes && <WordsField state={state} label="add_text" />}
      <div class="actions">
        {may.includes('add_evidence') && (
          <>
            <button type="button" disabled={silent} onClick={() => void addText(store, state)}>
              {speak('add_text')}
            </button>
            <label class="button">
              {speak('add_picture')}
              <input
                type="file"
                accept="image/jpeg,image/png,image/webp"
                onChange={({ currentTarget }) => {
                  const [file] = currentTarget.files ?? [];
                  if (file) void addPicture(store, state, file);
                  currentTarget.value = '';
                }}
              />
            </label>
          </>
        )}
        {answers
          .filter((action) => may.includes(action))
          .map((action) => (
            <button
              key={action}
              type="button"
              class={action === 'take' ? 'primary' : ''}
              disabled={action === 'appeal' && silent}
              onClick={() => void answer(store, state, action)}
            >
              {speak(action)}
            </button>
          ))}
      </div>
    </div>
  );
}
