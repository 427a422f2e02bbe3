/** What a shop's server may do with its secret key: buy from the balance, sync the catalogue, hear of changes. */
export type { Checkout, Confirmation, Contact, EmbedMode, PaymentAction, PriceLine } from '@kameng/contract/checkout';
export type { ErrorCode, FieldError, Problem, Retry } from '@kameng/contract/error';
export type { Hold } from '@kameng/contract/hold';
export type { LedgerEntry } from '@kameng/contract/ledger';
export type { Money } from '@kameng/contract/money';
export type { CodeFields, CreateOrder, Order, OrderStatus, Refund, Revealed } from '@kameng/contract/order';
export type { Language } from '@kameng/contract/page';
export type { CatalogChange, Product, ProductKind, ProductPage, StockBand } from '@kameng/contract/product';
export type { EventType, KamengEvent } from '@kameng/contract/webhook';
export { createCheckout } from './checkouts.ts';
export { followOrder, isFinal } from './follow-order.ts';
export type { Following, FollowOptions } from './follow-order.ts';
export { createHold, releaseHold } from './holds.ts';
export { getBalance, listLedgerEntries } from './ledger.ts';
export { createOrder, getOrder, listOrders, revealOrder } from './orders.ts';
export { pages } from './pages.ts';
export { KamengError } from './problem.ts';
export type { ClientErrorCode } from './problem.ts';
export { getProduct, listCatalogChanges, listProducts } from './products.ts';
export type { CallOptions, Client } from './request.ts';
export { signWebhook } from './sign-webhook.ts';
export type { WebhookHeaders } from './sign-webhook.ts';
export { verifyWebhook } from './verify-webhook.ts';
export type { VerifyWebhookOptions } from './verify-webhook.ts';
export {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  rotateWebhookSecret,
  listEvents,
  listWebhookEndpoints,
  redeliverEvent,
} from './webhooks.ts';
