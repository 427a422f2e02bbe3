import type { FastifyInstance } from 'fastify';
import { serveDesks } from './app-desks.ts';
import { getProduct } from './catalog/get-product.ts';
import { listCatalogChanges } from './catalog/list-catalog-changes.ts';
import { listProducts } from './catalog/list-products.ts';
import { confirmCheckout } from './checkout/confirm-checkout.ts';
import { createCheckout } from './checkout/create-checkout.ts';
import { getCheckout } from './checkout/get-checkout.ts';
import { addEvidence } from './dispute/add-evidence.ts';
import { answerDispute } from './dispute/answer-dispute.ts';
import { listDisputes } from './dispute/list-disputes.ts';
import { openDispute } from './dispute/open-dispute.ts';
import { readEvidence } from './dispute/read-evidence.ts';
import type { Engine } from './engine.ts';
import { createHold } from './hold/create-hold.ts';
import { releaseHold } from './hold/release-hold.ts';
import { createServer } from './http/create-server.ts';
import { servePages } from './http/serve-pages.ts';
import { serveRoute, serveStream } from './http/serve-route.ts';
import { serveStatus } from './http/serve-status.ts';
import { getBalance } from './ledger/get-balance.ts';
import { listLedgerEntries } from './ledger/list-ledger-entries.ts';
import { serveDevMail } from './mail/dev-mail-page.ts';
import { createOrder } from './order/create-order.ts';
import { followOrder } from './order/follow-order.ts';
import { getOrder } from './order/get-order.ts';
import { listOrders } from './order/list-orders.ts';
import { lookupOrder } from './order/lookup-order.ts';
import { payOrder } from './order/pay-order.ts';
import { revealOrder } from './order/reveal-order.ts';
import { askErasure } from './own/ask-erasure.ts';
import { exportOwnRecords } from './own/export-own-records.ts';
import { listOwnOrders } from './own/list-own-orders.ts';
import { openOrdersLink } from './own/open-orders-link.ts';
import { sendOrdersLink } from './own/send-orders-link.ts';
import { serveCallbacks } from './payment/serve-callbacks.ts';
import { registerSandboxGateway } from './sandbox/register-sandbox-gateway.ts';
import { serveAnswers } from './supply/serve-answers.ts';
import { createWebhookEndpoint } from './webhook/create-endpoint.ts';
import { deleteWebhookEndpoint } from './webhook/delete-endpoint.ts';
import { listWebhookEndpoints } from './webhook/list-endpoints.ts';
import { listEvents } from './webhook/list-events.ts';
import { redeliverEvent } from './webhook/redeliver-event.ts';
import { rotateWebhookSecret } from './webhook/rotate-secret.ts';

/** The pool's HTTP server with every route there is. */
export async function createApp(engine: Engine): Promise<FastifyInstance> {
  const app = await createServer(engine);

  serveRoute(app, engine, 'listProducts', listProducts);
  serveRoute(app, engine, 'getProduct', getProduct);
  serveRoute(app, engine, 'createCheckout', createCheckout);
  serveRoute(app, engine, 'getCheckout', getCheckout);
  serveRoute(app, engine, 'confirmCheckout', confirmCheckout);
  serveRoute(app, engine, 'getOrder', getOrder);
  serveStream(app, engine, 'followOrder', followOrder);
  serveRoute(app, engine, 'payOrder', payOrder);
  serveRoute(app, engine, 'revealOrder', revealOrder);
  serveRoute(app, engine, 'lookupOrder', lookupOrder);

  serveRoute(app, engine, 'sendOrdersLink', sendOrdersLink);
  serveRoute(app, engine, 'openOrdersLink', openOrdersLink);
  serveRoute(app, engine, 'listOwnOrders', listOwnOrders);
  serveRoute(app, engine, 'exportOwnRecords', exportOwnRecords);
  serveRoute(app, engine, 'askErasure', askErasure);

  serveRoute(app, engine, 'listDisputes', listDisputes);
  serveRoute(app, engine, 'openDispute', openDispute);
  serveRoute(app, engine, 'answerDispute', answerDispute);
  serveRoute(app, engine, 'addEvidence', addEvidence);
  serveRoute(app, engine, 'readEvidence', readEvidence);

  serveRoute(app, engine, 'createOrder', createOrder);
  serveRoute(app, engine, 'createHold', createHold);
  serveRoute(app, engine, 'releaseHold', releaseHold);
  serveRoute(app, engine, 'listOrders', listOrders);
  serveRoute(app, engine, 'getBalance', getBalance);
  serveRoute(app, engine, 'listLedgerEntries', listLedgerEntries);
  serveRoute(app, engine, 'listCatalogChanges', listCatalogChanges);
  serveRoute(app, engine, 'createWebhookEndpoint', createWebhookEndpoint);
  serveRoute(app, engine, 'listWebhookEndpoints', listWebhookEndpoints);
  serveRoute(app, engine, 'deleteWebhookEndpoint', deleteWebhookEndpoint);
  serveRoute(app, engine, 'rotateWebhookSecret', rotateWebhookSecret);
  serveRoute(app, engine, 'listEvents', listEvents);
  serveRoute(app, engine, 'redeliverEvent', redeliverEvent);

  serveDesks(app, engine);

  serveCallbacks(app, engine);
  serveAnswers(app, engine);
  serveStatus(app, engine);
  await servePages(app, engine);
  if (engine.config.environment === 'development') {
    registerSandboxGateway(app, engine);
    serveDevMail(app, engine);
  }
  return app;
}
