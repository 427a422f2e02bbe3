import type { Order } from '@kameng/client/browser';
import type { ComponentChildren } from 'preact';
import { lang, money } from '../page/speak.ts';
import { showDay } from '../format/show-day.ts';
import { Heading } from '../ui/heading.tsx';
import { Notice } from '../ui/notice.tsx';
import { Shell } from '../ui/shell.tsx';
import { askToErase, download, openLink, type OwnData, type OwnStore, sendLink, showMore } from './own-store.ts';
import { ownWord } from './own-words.ts';

/** Everything bought with one address: asked for, opened from the mail, and listed. */
export function OwnPage({ store }: { store: OwnStore }) {
  return (
    <Shell find>
      {steps[store.state](store)}
      {store.trouble && (
        <Notice>
          <p>{ownWord(store.trouble)}</p>
        </Notice>
      )}
    </Shell>
  );
}

const steps: Record<OwnData['state'], (store: OwnStore) => ComponentChildren> = {
  ask: (store) => <Ask store={store} />,
  sent: () => (
    <>
      <Heading key="sent" text={ownWord('sent')} />
      <p>{ownWord('sent_what')}</p>
    </>
  ),
  open: (store) => (
    <>
      <Heading key="open" text={ownWord('title')} />
      <p>{ownWord('open_what')}</p>
      <button type="button" class="primary wide" aria-busy={store.busy} onClick={() => void openLink(store)}>
        {ownWord('open')}
      </button>
    </>
  ),
  ended: (store) => (
    <>
      <Heading key="ended" text={ownWord('ended')} />
      <p>{ownWord('ended_what')}</p>
      <button type="button" class="primary wide" onClick={() => store.set({ state: 'ask' })}>
        {ownWord('again')}
      </button>
    </>
  ),
  list: (store) => <List store={store} />,
};

function Ask({ store }: { store: OwnStore }) {
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void sendLink(store);
      }}
    >
      <Heading key="ask" text={ownWord('title')} />
      <p>{ownWord('what')}</p>
      <div class="field">
        <label for="email">{ownWord('email')}</label>
        <input
          id="email"
          type="email"
          autocomplete="email"
          maxLength={254}
          value={store.email}
          aria-invalid={store.wrong}
          aria-describedby="email-below"
          onInput={({ currentTarget }) => store.set({ email: currentTarget.value })}
        />
        <p id="email-below" class="danger">
          {store.wrong && ownWord('email_wrong')}
        </p>
      </div>
      <button class="primary wide" type="submit" aria-busy={store.busy}>
        {ownWord('send')}
      </button>
    </form>
  );
}

function List({ store }: { store: OwnStore }) {
  const { orders, next, busy, asked } = store;
  return (
    <>
      <Heading key="list" text={ownWord('title')} />
      {orders.length === 0 && <p>{ownWord('none')}</p>}
      <ul class="codes">
        {orders.map(({ order, order_token }) => (
          <li key={order.id} class="code">
            <OneOrder order={order} token={order_token} />
          </li>
        ))}
      </ul>
      {next !== null && (
        <button type="button" class="wide" aria-busy={busy} onClick={() => void showMore(store)}>
          {ownWord('more')}
        </button>
      )}
      <button type="button" class="wide" aria-busy={busy} onClick={() => void download(store)}>
        {ownWord('download')}
      </button>
      {asked ? (
        <p role="status">{ownWord('erase_asked')}</p>
      ) : (
        <details>
          <summary>{ownWord('erase')}</summary>
          <p>{ownWord('erase_sure')}</p>
          <button type="button" class="wide" aria-busy={busy} onClick={() => void askToErase(store)}>
            {ownWord('erase')}
          </button>
        </details>
      )}
    </>
  );
}

/** Opens in a tab of its own: the list is gone with its page. */
function OneOrder({ order, token }: { order: Order; token: string | null }) {
  const [item] = order.items;
  const name = `${item?.product.name ?? order.id}${item && item.quantity > 1 ? ` × ${item.quantity}` : ''}`;
  return (
    <>
      <a href={`/o/${order.id}${token === null ? '' : `#${token}`}`} target="_blank" rel="noopener">
        {name}
      </a>
      <span class="muted">
        {showDay(lang, order.created_at)} · {money(order.amount)} · {ownWord(order.status)}
      </span>
      {token === null && <span class="muted">{ownWord('locked')}</span>}
    </>
  );
}
