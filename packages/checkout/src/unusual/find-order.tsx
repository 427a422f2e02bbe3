import { KamengError, lookupOrder } from '@kameng/client/browser';
import { readContact } from '../format/read-contact.ts';
import { say } from '../page/speak.ts';
import { Field } from '../ui/field.tsx';
import { Heading } from '../ui/heading.tsx';
import { Notice } from '../ui/notice.tsx';
import { go } from '../order/order-store.ts';
import type { OrderData, OrderStore } from '../order/order-store.ts';
import { readOrderNumber } from './read-order-number.ts';

/** Sends the link of an order to its contact. The answer never tells whether the order exists. */
export function FindOrder({ store }: { store: OrderStore }) {
  const { wanted, busy, trouble, find } = store;
  const { contact, password, wrong } = find;
  const change = (part: Partial<OrderData['find']>) => store.set({ find: { ...store.find, ...part } });
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send(store);
      }}
    >
      <Heading key="find" text={say('find_order')} />
      <p>{say('find_what')}</p>
      <Field
        id="number"
        label="order_number"
        value={wanted}
        wrong={wrong.number}
        onText={(wanted) => store.set({ wanted })}
        input={{ autocomplete: 'off', autocapitalize: 'off', spellcheck: false, maxLength: 64, dir: 'ltr' }}
      />
      <Field
        id="contact"
        label="find_contact"
        value={contact}
        wrong={wrong.contact}
        onText={(contact) => change({ contact })}
        input={{ autocomplete: 'email', inputMode: 'email', autocapitalize: 'off', maxLength: 254 }}
      />
      <Field
        id="password"
        label="find_password"
        value={password}
        onText={(password) => change({ password })}
        input={{ type: 'password', autocomplete: 'off', maxLength: 128 }}
      />
      {trouble && (
        <Notice requestId={trouble.requestId}>
          <p>{say(trouble.status === 429 ? 'busy_what' : trouble.status ? 'failed_what' : 'offline_what')}</p>
        </Notice>
      )}
      <button class="primary wide" type="submit" aria-busy={busy === 'find'}>
        {say('send_link')}
      </button>
      <a href="/orders">{say('find_all')}</a>
    </form>
  );
}

async function send(store: OrderStore): Promise<void> {
  const { wanted, find, busy, setting } = store;
  if (busy) return;
  const id = readOrderNumber(wanted);
  const reachable = readContact(find.contact);
  const wrong = {
    ...(!id && { number: 'number_wrong' as const }),
    ...(typeof reachable === 'string' && { contact: reachable }),
  };
  store.set({ find: { ...find, wrong }, trouble: undefined });
  if (!id || typeof reachable === 'string') {
    document.getElementById(id ? 'contact' : 'number')?.focus();
    return;
  }
  store.set({ busy: 'find' });
  try {
    await lookupOrder(setting.client, {
      order_id: id,
      contact: reachable.email ?? reachable.phone ?? '',
      ...(find.password && { query_password: find.password }),
    });
    go(store, 'sent');
  } catch (error) {
    if (!(error instanceof KamengError)) throw error;
    store.set({ trouble: error });
  } finally {
    store.set({ busy: undefined });
  }
}
