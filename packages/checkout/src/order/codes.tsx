import { useSignal } from '@preact/signals';
import type { Order } from '@kameng/client/browser';
import { say } from '../page/speak.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { CodeCard } from './code-card.tsx';
import type { OrderStore } from './order-store.ts';
import { Redeem } from './redeem.tsx';
import { revealCodes } from './reveal-codes.ts';
import { saveText } from './save-text.ts';
import { writeCodes } from './write-codes.ts';

const pageSize = 20;

/** The codes: masked until asked for, then to read, copy and keep. */
export function Codes({ store, order }: { store: OrderStore; order: Order }) {
  const shown = useSignal(pageSize);
  const { codes, busy, remark } = store;
  const all = order.items.flatMap((item) => item.codes);
  const open = all.flatMap(({ id }) => codes.value.get(id)?.fields ?? []);
  const text = () => writeCodes(open, say);
  const rest = Math.min(all.length - shown.value, pageSize);
  if (all.length === 0) return null;
  return (
    <>
      {open.length === 0 && (
        <>
          <button type="button" class="primary wide" aria-busy={busy.value === 'reveal'} onClick={() => void revealCodes(store)}>
            {busy.value === 'reveal' ? say('revealing') : say('show_codes', { n: all.length })}
          </button>
          <p role="status" class="muted">
            {say(remark.value ?? 'masked_what')}
          </p>
        </>
      )}
      {open.length > 1 && <Keep text={text} />}
      <ol class="codes">
        {all.slice(0, shown.value).map(({ id, masked }, at) => (
          <CodeCard key={id} masked={masked} code={codes.value.get(id)} position={all.length > 1 ? say('code_n', { n: at + 1, total: all.length }) : undefined} />
        ))}
      </ol>
      {rest > 0 && (
        <button type="button" class="wide" onClick={() => (shown.value += pageSize)}>
          {say('more_codes', { n: rest })}
        </button>
      )}
      {open.length === 1 && <Keep text={text} />}
      {order.items.map((item) => item.codes.length > 0 && <Redeem key={item.id} product={item.product} />)}
    </>
  );
}

function Keep({ text }: { text: () => string }) {
  return (
    <div class="actions">
      <CopyButton text={text} label={say('copy_all')} />
      <button type="button" onClick={() => saveText('codes.txt', text())}>
        {say('save_text')}
      </button>
    </div>
  );
}
