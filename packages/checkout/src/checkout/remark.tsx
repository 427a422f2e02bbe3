import { say } from '../page/speak.ts';
import { Notice } from '../ui/notice.tsx';
import { againLink } from './confirm-order.ts';
import type { CheckoutStore } from './checkout-store.ts';

/** What came back instead of an order while the form stays as it is. */
export function Remark({ store }: { store: CheckoutStore }) {
  const { note, trouble, state, covered } = store;
  if (covered.value)
    return (
      <Notice>
        <p>{say('covered')}</p>
        <a class="button" href={againLink(store)} target="_blank" rel="noopener">
          {say('full_page')}
        </a>
      </Notice>
    );
  if (state.value === 'unsure')
    return (
      <Notice requestId={trouble.value?.requestId}>
        <p>{say('unsure')}</p>
      </Notice>
    );
  if (!note.value || state.value !== 'open') return null;
  const { word, values, requestId } = note.value;
  return (
    <Notice requestId={requestId}>
      <p>{say(word, values)}</p>
    </Notice>
  );
}
