import { confirmCheckout, createIdempotencyKey } from '@kameng/client/browser';
import type { Confirmation, Contact, KamengError } from '@kameng/client/browser';
import { readContact } from '../format/read-contact.ts';
import { keepOrder } from '../order/keep-orders.ts';
import type { PayTab } from '../page/open-pay-tab.ts';
import { nameOpening } from './read-opening.ts';
import { remember } from './checkout-store.ts';
import type { CheckoutStore, FieldName } from './checkout-store.ts';
import { takeRefusal } from './take-refusal.ts';
import type { WordKey } from '../words/say.ts';

/**
 * One intention to buy. It is kept while its answer is outstanding, so that after a reload the very same request goes out with
 * the very same key and nothing is bought twice; as soon as it is answered it is gone.
 */
export interface Intent {
  checkout: string;
  key: string;
  body: Parameters<typeof confirmCheckout>[2];
}

const noTab: PayTab = { go() {}, drop() {} };

/** Checks the form; what is wrong, in words, per field. */
export function findMistakes(form: { contact: string; password: string; agreed: boolean }): Partial<Record<FieldName, WordKey>> {
  const contact = readContact(form.contact);
  return {
    ...(typeof contact === 'string' && { contact }),
    ...(form.password && form.password.length < 4 && { password: 'password_short' as const }),
    ...(!form.agreed && { consent: 'consent_empty' as const }),
  };
}

/** Buys: once per intent, however often it is clicked. `openTab` is called within the click, when there is something to send. */
export async function confirmOrder(store: CheckoutStore, openTab: () => PayTab): Promise<void> {
  const { state, checkout, pricing, contact, password, agreed, channel, wrong, note } = store;
  const unsure = state.value === 'unsure' && readIntent(store);
  if (unsure) {
    store.go('confirming');
    return sendIntent(store, unsure, openTab());
  }
  const now = checkout.value;
  if (!now || pricing.value || !['open', 'price_changed', 'unsure'].includes(state.value)) return;
  wrong.value = findMistakes({ contact: contact.value, password: password.value, agreed: agreed.value });
  if (Object.keys(wrong.value).length > 0) return store.go('opened');
  const intent: Intent = {
    checkout: now.id,
    key: createIdempotencyKey(),
    body: {
      secret: now.secret,
      contact: readContact(contact.value) as Contact,
      channel: channel.value,
      consent: { text_version: now.consent.text_version },
      max_amount: now.amount,
      ...(password.value && { query_password: password.value }),
    },
  };
  note.value = undefined;
  store.setting.tab.write('kameng.intent', intent);
  store.go('confirming');
  await sendIntent(store, intent, openTab());
}

/** The intent that has not been answered yet, when it belongs to the checkout on the page. */
export function readIntent({ setting, checkout }: CheckoutStore): Intent | undefined {
  const intent = setting.tab.read<Intent | null>('kameng.intent') ?? undefined;
  return intent && (!checkout.value || intent.checkout === checkout.value.id) ? intent : undefined;
}

/** Sends an intent and takes the answer. */
export async function sendIntent(store: CheckoutStore, intent: Intent, payTab = noTab): Promise<void> {
  const { setting } = store;
  try {
    const { checkout, key, body } = intent;
    const confirmation = await confirmCheckout(setting.client, checkout, body, { idempotencyKey: key });
    setting.tab.write('kameng.intent', null);
    takeOrder(store, confirmation);
    payTab.go(confirmation.action);
  } catch (error) {
    payTab.drop();
    const answered = await takeRefusal(store, error as KamengError);
    if (answered) setting.tab.write('kameng.intent', null);
  }
}

function takeOrder(store: CheckoutStore, { order, order_token, action }: Confirmation): void {
  const { setting, opening, checkout, password } = store;
  const kept = {
    id: order.id,
    token: order_token,
    fresh: true,
    action,
    channels: checkout.value?.channels,
    again: againLink(store),
  };
  keepOrder(setting.tab, setting.device, kept);
  remember(store, { order: order.id, channel: opening.embed?.host.channel });
  password.value = '';
  store.order.value = kept;
  store.confirmed.value = order;
  setting.host.tell('order', { order: order.id, status: order.status });
  // On its own the page becomes the order's page: back from the payment page and a reload lead to the order, not to a second one.
  if (!setting.host.framed) history.replaceState(null, '', `/o/${order.id}`);
  store.go('ordered');
}

/** The full page that sells the same thing on the same behalf. */
export function againLink({ opening, checkout }: CheckoutStore): string {
  const query = new URLSearchParams();
  for (const name of ['site', 'ref', 'coupon'] as const) if (opening[name]) query.set(name, opening[name]);
  const product = opening.product || (checkout.value?.product.id ?? nameOpening(opening));
  return `/buy/${encodeURIComponent(product)}${query.size > 0 ? `?${query}` : ''}`;
}
