import { KamengError, lookupOrder } from '@kameng/client/browser';
import { useSignal } from '@preact/signals';
import { readContact } from '../format/read-contact.ts';
import { say } from '../page/speak.ts';
import { Field } from '../ui/field.tsx';
import { Heading } from '../ui/heading.tsx';
import { Notice } from '../ui/notice.tsx';
import type { WordKey } from '../words/say.ts';
import type { OrderStore } from './order-store.ts';
import { readOrderNumber } from './read-order-address.ts';

/** Sends the link of an order to its contact. The answer never tells whether the order exists. */
export function FindOrder({ store }: { store: OrderStore }) {
  const { wanted, busy, trouble, setting } = store;
  const contact = useSignal('');
  const password = useSignal('');
  const wrong = useSignal<Partial<Record<'number' | 'contact', WordKey>>>({});
  const send = async (event: Event) => {
    event.preventDefault();
    if (busy.value) return;
    const id = readOrderNumber(wanted.value);
    const reachable = readContact(contact.value);
    wrong.value = { ...(!id && { number: 'number_wrong' }), ...(typeof reachable === 'string' && { contact: reachable }) };
    if (!id || typeof reachable === 'string') return document.getElementById(id ? 'contact' : 'number')?.focus();
    busy.value = 'find';
    trouble.value = undefined;
    try {
      await lookupOrder(setting.client, {
        order_id: id,
        contact: reachable.email ?? reachable.phone ?? '',
        ...(password.value && { query_password: password.value }),
      });
      store.go('sent');
    } catch (error) {
      if (!(error instanceof KamengError)) throw error;
      trouble.value = error;
    } finally {
      busy.value = undefined;
    }
  };
  return (
    <form class="stack" noValidate onSubmit={(event) => void send(event)}>
      <Heading key="find" text={say('find_order')} />
      <p>{say('find_what')}</p>
      <Field
        id="number"
        label="order_number"
        value={wanted}
        wrong={wrong.value.number}
        input={{ autocomplete: 'off', autocapitalize: 'off', spellcheck: false, maxLength: 64, dir: 'ltr' }}
      />
      <Field
        id="contact"
        label="find_contact"
        value={contact}
        wrong={wrong.value.contact}
        input={{ autocomplete: 'email', inputMode: 'email', autocapitalize: 'off', spellcheck: false, maxLength: 254 }}
      />
      <Field id="password" label="find_password" value={password} input={{ type: 'password', autocomplete: 'off', maxLength: 128 }} />
      {trouble.value && busy.value !== 'find' && (
        <Notice requestId={trouble.value.requestId}>
          <p>{say(trouble.value.status === 429 ? 'busy_what' : trouble.value.status ? 'failed_what' : 'offline_what')}</p>
        </Notice>
      )}
      <button class="primary wide" type="submit" aria-busy={busy.value === 'find'}>
        {say('send_link')}
      </button>
    </form>
  );
}
