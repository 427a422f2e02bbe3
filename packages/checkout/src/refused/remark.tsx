import { say } from '../page/speak.ts';
import { Notice } from '../ui/notice.tsx';
import { againLink } from '../checkout/checkout-store.ts';
import type { CheckoutStore, Note } from '../checkout/checkout-store.ts';

/** What came back instead of an order while the form stays as it is. */
export function Remark({ store }: { store: CheckoutStore }) {
  const { note, trouble, state, covered } = store;
  const unsure: Note = { word: 'unsure', requestId: trouble?.requestId ?? '' };
  const shown: Note | undefined = covered ? { word: 'covered' } : state === 'unsure' ? unsure : note;
  return (
    shown && (
      <Notice requestId={shown.requestId}>
        <p>{say(shown.word, shown.values)}</p>
        {covered && (
          <a class="button" href={againLink(store)} target="_blank" rel="noopener">
            {say('full_page')}
          </a>
        )}
      </Notice>
    )
  );
}
