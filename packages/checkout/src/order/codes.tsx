import type { Order } from '@kameng/client/browser';
import { say } from '../page/speak.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { CodeCard } from './code-card.tsx';
import { Late } from './late.tsx';
import type { OrderStore } from './order-store.ts';
import { Redeem } from './redeem.tsx';
import { pageSize } from './order-store.ts';
import { revealCodes } from './reveal-codes.ts';
import { Unfold } from './unfold.tsx';
import { writeCodes } from './write-codes.ts';

/** The codes: masked until asked for, then to read, copy and keep. */
export function Codes({ store, order }: { store: OrderStore; order: Order }) {
  const { codes, busy, remark, shown } = store;
  const all = order.items.flatMap((item) => item.codes);
  const open = all.flatMap(({ id }) => codes.get(id)?.fields ?? []);
  const lines = () => writeCodes(open, say);
  const rest = Math.min(all.length - shown, pageSize);
  if (all.length === 0) return null;
  return (
    <>
      {open.length === 0 && (
        <>
          <button
            type="button"
            class="primary wide"
            aria-busy={busy === 'reveal'}
            onClick={() => void revealCodes(store)}
          >
            {busy === 'reveal' ? say('revealing') : say('show_codes', { n: all.length })}
          </button>
          <p role="status" class="muted">
            {say(remark ?? 'masked_what')}
          </p>
        </>
      )}
      {open.length > 1 && (
        <div class="actions">
          <CopyButton id="all" text={() => lines().join('\n')} label={say('copy_all')} />
          <SaveButtons order={order} lines={lines} />
        </div>
      )}
      <ol class="codes">
        {all.slice(0, shown).map(({ id, masked }, at) => (
          <CodeCard
            key={id}
            masked={masked}
            code={codes.get(id)}
            position={all.length > 1 ? say('code_n', { n: at + 1, total: all.length }) : undefined}
          />
        ))}
      </ol>
      {rest > 0 && (
        <button type="button" class="wide" onClick={() => store.set({ shown: shown + pageSize })}>
          {say('more_codes', { n: rest })}
        </button>
      )}
      {open.length === 1 && (
        <div class="actions">
          <SaveButtons order={order} lines={lines} />
        </div>
      )}
      {order.items.map((item) => item.codes.length > 0 && <Redeem key={item.id} product={item.product} />)}
      <Unfold store={store} part="problem" word="problem">
        <Late view="Problem" store={store} order={order} />
      </Unfold>
    </>
  );
}

/** Keeping the codes, as a file of text and as a picture. */
function SaveButtons({ order, lines }: { order: Order; lines: () => string[] }) {
  const save = (how: 'saveText' | 'saveImage') => async () => {
    const saving = await import('../unusual/save-codes.ts');
    await saving[how]({ title: order.items[0]?.product.name ?? '', order: order.id, lines: lines() });
  };
  return (
    <>
      <button type="button" onClick={save('saveText')}>
        {say('save_text')}
      </button>
      <button type="button" onClick={save('saveImage')}>
        {say('save_image')}
      </button>
    </>
  );
}
