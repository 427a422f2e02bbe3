import type { RouteName } from '@kameng/contract/routes';
import { http } from 'msw';
import { answerRoute } from './answer-route.ts';
import type { Answer, Call } from './call.ts';
import { listChanges, listProducts, readProduct } from './catalog.ts';
import { confirmCheckout, findCheckout, openCheckout, showCheckout } from './checkout.ts';
import { addEvidence, answerDispute, listDisputes, openDispute, readEvidence } from './dispute.ts';
import { followOrder } from './follow-order.ts';
import { holdGoods, releaseHold } from './hold.ts';
import { buyFromBalance, findOrder, lookUpOrder, payAgain, revealCodes } from './order.ts';
import { exportOwnRecords, listOwnOrders, openOrdersLink, sendOrdersLink } from './own-orders.ts';
import { balanceMinor, shopOf } from './shop.ts';
import { pageOf } from './page-of.ts';
import { yuan } from './price-checkout.ts';
import { sandboxHandlers } from './sandbox.ts';
import { showOrder } from './show-order.ts';
import type { MockState } from './state.ts';
import { addEndpoint, listEndpoints, listEvents, redeliver, removeEndpoint, rotateSecret } from './webhook.ts';

/** A handler for each route of the contract: leaving one out, or answering with another shape, does not compile. */
export type RouteHandlers = { [Name in RouteName]: (call: Call<Name>) => Answer<Name> };

export const routeHandlers: RouteHandlers = {
  listProducts: (call) => ({ status: 200, body: listProducts(call) }),
  getProduct: (call) => ({ status: 200, body: readProduct(call) }),
  createCheckout: (call) => ({ status: 201, body: openCheckout(call) }),
  getCheckout({ state, actor, params, language }) {
    const secret = actor.kind === 'checkout' ? actor.secret : '';
    return { status: 200, body: showCheckout(state, findCheckout(state, params.id, secret), language) };
  },
  confirmCheckout: (call) => ({ status: 201, body: confirmCheckout(call) }),
  getOrder: ({ state, actor, params, language }) => ({
    status: 200,
    body: showOrder(state, findOrder(state, actor, params.id), language),
  }),
  followOrder({ state, actor, params, language, signal }) {
    return { status: 200, events: followOrder(state, findOrder(state, actor, params.id), language, signal) };
  },
  payOrder: (call) => ({ status: 201, body: payAgain(call) }),
  revealOrder: (call) => ({ status: 200, body: revealCodes(call) }),
  lookupOrder: (call) => ({ status: 202, body: lookUpOrder(call) }),
  sendOrdersLink: (call) => ({ status: 202, body: sendOrdersLink(call) }),
  openOrdersLink: (call) => ({ status: 201, body: openOrdersLink(call) }),
  listOwnOrders: (call) => ({ status: 200, body: listOwnOrders(call) }),
  exportOwnRecords: (call) => ({ status: 200, body: exportOwnRecords(call) }),
  askErasure: () => ({ status: 202, body: { status: 'asked' } }),
  listDisputes: (call) => ({ status: 200, body: { data: listDisputes(call) } }),
  openDispute,
  answerDispute: (call) => ({ status: 200, body: answerDispute(call) }),
  addEvidence: (call) => ({ status: 201, body: addEvidence(call) }),
  readEvidence: (call) => ({ status: 200, body: readEvidence(call) }),
  createOrder: buyFromBalance,
  createHold: (call) => ({ status: 201, body: holdGoods(call) }),
  releaseHold(call) {
    releaseHold(call);
    return { status: 204 };
  },
  listOrders({ state, actor, query, language }) {
    const shop = shopOf(actor);
    const wanted = query.client_reference;
    const mine = [...state.orders.values()].filter(
      (order) => order.siteId === shop.id && (wanted === undefined || order.clientReference === wanted),
    );
    const page = pageOf(mine.toReversed(), (order) => order.id, query);
    return { status: 200, body: { ...page, data: page.data.map((order) => showOrder(state, order, language)) } };
  },
  getBalance: ({ state, actor }) => ({ status: 200, body: { data: [yuan(balanceMinor(state, shopOf(actor)))] } }),
  listLedgerEntries({ state, actor, query }) {
    const entries = (state.ledger.get(shopOf(actor).id) ?? []).toReversed();
    return { status: 200, body: pageOf(entries, (entry) => entry.id, query) };
  },
  listCatalogChanges: (call) => ({ status: 200, body: listChanges(call) }),
  createWebhookEndpoint: (call) => ({ status: 201, body: addEndpoint(call) }),
  listWebhookEndpoints: (call) => ({ status: 200, body: listEndpoints(call) }),
  deleteWebhookEndpoint(call) {
    removeEndpoint(call);
    return { status: 204 };
  },
  rotateWebhookSecret: (call) => ({ status: 200, body: rotateSecret(call) }),
  listEvents: (call) => ({ status: 200, body: listEvents(call) }),
  redeliverEvent: (call) => ({ status: 202, body: redeliver(call) }),
};

/** The pool's whole public API and its sandbox gateway as msw handlers over one state. */
export function createHandlers(state: MockState) {
  return [
    // One catch-all, because a wrong method or path must be refused in the contract's words too.
    http.all('*/v1/*', ({ request }) => answerRoute(state, routeHandlers, request)),
    ...sandboxHandlers(state),
  ];
}
