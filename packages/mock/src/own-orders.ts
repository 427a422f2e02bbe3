import type { RouteAnswer } from '@kameng/contract/routes';
import type { Call } from './call.ts';
import { listDisputes } from './dispute.ts';
import { pageOf } from './page-of.ts';
import { Refusal } from './refusal.ts';
import { showOrder } from './show-order.ts';
import { newId, type MockOrder, type MockState } from './state.ts';

const linkMs = 30 * 60_000;

/** Mails a link to everything bought with a contact, and says the same when nothing was. */
export function sendOrdersLink({ state, body }: Call<'sendOrdersLink'>): RouteAnswer<'sendOrdersLink'> {
  if (ordersOf(state, body.contact).length > 0) {
    const link = `own_${crypto.randomUUID()}`;
    state.links.set(link, { contact: body.contact, opened: false, expiresAt: state.now() + linkMs });
    state.mails.unshift({
      id: newId(state, 'mail'),
      to: body.contact,
      subject: '您的全部订单 · All your orders',
      link: `${state.poolUrl}/orders#${link}`,
      at: new Date(state.now()).toISOString(),
    });
  }
  return { status: 'sent_if_known' };
}

/** Opens a mailed link, once. @throws link_ended */
export function openOrdersLink({ state, body }: Call<'openOrdersLink'>): RouteAnswer<'openOrdersLink'> {
  const link = state.links.get(body.link);
  if (!link || link.opened || link.expiresAt <= state.now()) throw new Refusal('link_ended');
  link.opened = true;
  const token = `own_${crypto.randomUUID()}`;
  const expiresAt = state.now() + linkMs;
  state.sessions.set(token, { contact: link.contact, expiresAt });
  return { token, expires_at: new Date(expiresAt).toISOString() };
}

/** What was paid with the contact, newest first. */
export function listOwnOrders({ state, actor, query, language }: Call<'listOwnOrders'>): RouteAnswer<'listOwnOrders'> {
  const paid = contactOrders(state, actor).filter(({ status }) => status !== 'held' && status !== 'expired');
  const page = pageOf(paid, (order) => order.id, query);
  return {
    ...page,
    data: page.data.map((order) => ({ order: showOrder(state, order, language), order_token: order.token })),
  };
}

/** Everything the mock knows of the contact: it keeps no mails, consents or earlier states by order. */
export function exportOwnRecords({
  state,
  actor,
  language,
  ...call
}: Call<'exportOwnRecords'>): RouteAnswer<'exportOwnRecords'> {
  const orders = contactOrders(state, actor).map((order) => {
    const { payment: _newest, sequence: _sequence, expires_at: _expires, ...shown } = showOrder(state, order, language);
    const token = { kind: 'order', token: order.token } as const;
    return {
      ...shown,
      contact: { email: order.contact[0] },
      language: null,
      site: null,
      states: [],
      payments: order.paymentIds.flatMap((id) => {
        const payment = state.payments.get(id);
        if (!payment) return [];
        const received = { ...payment.due, amount_minor: payment.paidMinor ?? 0 };
        const { channel, status, due: amount } = payment;
        return [{ id, channel, status, amount, received, created_at: shown.created_at }];
      }),
      consent: null,
      mails: [],
      reveals: [],
      disputes: listDisputes({ ...call, state, actor: token, language, params: { id: order.id }, query: {} }),
    };
  });
  return { made_at: new Date(state.now()).toISOString(), orders, complete: true };
}

function contactOrders(state: MockState, actor: Call<'listOwnOrders'>['actor']): MockOrder[] {
  return actor.kind === 'contact' ? ordersOf(state, actor.contact) : [];
}

function ordersOf(state: MockState, contact: string): MockOrder[] {
  return [...state.orders.values()].filter((order) => order.contact.includes(contact)).toReversed();
}
