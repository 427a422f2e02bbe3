import { confirmCheckout, createIdempotencyKey } from '@kameng/client/browser';
import type { Confirmation, Contact, KamengError } from '@kameng/client/browser';
import { readContact } from '../format/read-contact.ts';
import { keepOrder } from '../order/keep-orders.ts';
import type { PayTab } from '../page/open-pay-tab.ts';
import { speakOf } from '../page/speak.ts';
import type { WordKey } from '../words/say.ts';
import { againLink, go, remember } from './checkout-store.ts';
import type { CheckoutData, CheckoutStore, FieldName } from './checkout-store.ts';

/**
 * One intention to buy. It is kept while its answer is outstanding, so that after a reload the very same request goes out with
 * the very same key and nothing is bought twice; as soon as it is answered it is gone.
 */
export interface Intent {
  checkout: string;
  key: string;
  body: Parameters<typeof confirmCheckout>[2];
}

/** Checks the form; what is wrong, in words, per field. */
export function findMistakes({
  contact,
  password,
  agreed,
}: Pick<CheckoutData, 'contact' | 'password' | 'agreed'>): Partial<Record<FieldName, WordKey>> {
  const reachable = readContact(contact);
  return {
    ...(typeof reachable === 'string' && { contact: reachable }),
    ...(password && password.length < 4 && { password: 'password_short' as const }),
    ...(!agreed && { consent: 'consent_empty' as const }),
  };
}

/** Buys: once per intent, however often it is clicked. `openTab` is called within the click, when there is something to send. */
export async function confirmOrder(store: CheckoutStore, openTab: () => PayTab): Promise<void> {
  const { state, checkout, pricing, contact, password, channel, setting } = store;
  if (!checkout || pricing || !['open', 'price_changed', 'unsure'].includes(state)) return;
  let intent = state === 'unsure' ? readIntent(store, checkout.id) : undefined;
  if (!intent) {
    const wrong = findMistakes(store);
    if (Object.keys(wrong).length > 0) {
      await speakOf('refused').catch(() => store.set({ note: { word: 'offline_what' } }));
      return go(store, 'opened', { wrong });
    }
    const { id, secret, amount, consent } = checkout;
    const body = {
      secret,
      contact: readContact(contact) as Contact,
      channel,
      consent: { text_version: consent.text_version },
      max_amount: amount,
      ...(password && { query_password: password }),
    };
    intent = { checkout: id, key: createIdempotencyKey(), body };
    setting.tab.write('kameng.intent', intent);
  }
  go(store, 'confirming', { note: undefined, wrong: {} });
  await sendIntent(store, intent, openTab());
}

/** The intent of a checkout that has not been answered yet. */
export function readIntent({ setting }: CheckoutStore, checkout: string): Intent | undefined {
  const intent = setting.tab.read<Intent | null>('kameng.intent');
  return intent?.checkout === checkout ? intent : undefined;
}

/** Sends an intent and takes the answer. */
export async function sendIntent(
  store: CheckoutStore,
  { checkout, key, body }: Intent,
  payTab?: PayTab,
): Promise<void> {
  const { tab, client } = store.setting;
  try {
    const confirmation = await confirmCheckout(client, checkout, body, { idempotencyKey: key });
    tab.write('kameng.intent', null);
    takeOrder(store, confirmation);
    payTab?.go(confirmation.action);
  } catch (error) {
    payTab?.drop();
    const refusal = error as KamengError;
    store.set({ trouble: refusal });
    store.setting.host.tell('error', { code: refusal.code });
    // Without an answer, or with one that asks for the same key again, nobody knows yet whether the order exists.
    if (!refusal.status || refusal.retry === 'same_key') return go(store, 'unsure');
    tab.write('kameng.intent', null);
    try {
      const [{ takeRefusal }] = await Promise.all([import('../refused/take-refusal.ts'), speakOf('refused')]);
      await takeRefusal(store, refusal);
    } catch {
      go(store, 'refused', { note: { word: 'offline_what' } }); // the words for it did not come; the form can be sent again
    }
  }
}

function takeOrder(store: CheckoutStore, { order, order_token, action }: Confirmation): void {
  const { setting, opening, checkout } = store;
  const { id, status } = order;
  const kept = { id, token: order_token, fresh: true, action, channels: checkout?.channels, again: againLink(store) };
  keepOrder(setting.tab, setting.device, kept);
  remember(store, { order: id, channel: opening.embed?.host.channel });
  setting.host.tell('order', { order: id, status });
  // On its own the page becomes the order's page: back from the payment page and a reload lead to the order, not to a second one.
  if (!setting.host.framed) history.replaceState(null, '', `/o/${id}`);
  go(store, 'ordered', { password: '', bought: { kept, order } });
}
