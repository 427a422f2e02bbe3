/** What a page may do: read the catalogue, open and confirm checkouts, follow and reveal one order. No secret key goes here. */
export type { Dispute, DisputeAction } from '@kameng/contract/dispute';
export type { Checkout, Confirmation, Contact, EmbedMode, PaymentAction, PriceLine } from '@kameng/contract/checkout';
export type { ErrorCode, FieldError, Problem, Retry } from '@kameng/contract/error';
export type { Money } from '@kameng/contract/money';
export type { CodeFields, Order, OrderStatus, Refund, Revealed } from '@kameng/contract/order';
export type { Language } from '@kameng/contract/page';
export type { Product, ProductKind, ProductPage, StockBand } from '@kameng/contract/product';
export { confirmCheckout, createCheckout, getCheckout } from './checkouts.ts';
export { addEvidence, answerDispute, listDisputes, openDispute, readEvidence } from './disputes.ts';
export { followOrder, isFinal } from './follow-order.ts';
export type { Following, FollowOptions } from './follow-order.ts';
export { getOrder, lookupOrder, payOrder, revealOrder } from './orders.ts';
export { pages } from './pages.ts';
export { KamengError } from './problem.ts';
export type { ClientErrorCode } from './problem.ts';
export { getProduct, listProducts } from './products.ts';
export { createIdempotencyKey } from './request.ts';
export type { CallOptions, Client } from './request.ts';
