import type { EmbedMode } from '@kameng/contract/checkout';
import { createId, type IdKind } from '@kameng/contract/id';
import type { LedgerEntry } from '@kameng/contract/ledger';
import type { Money } from '@kameng/contract/money';
import type { Dispute } from '@kameng/contract/dispute';
import type { CodeFields, Order, Refund } from '@kameng/contract/order';
import type { CatalogChange } from '@kameng/contract/product';
import type { EventType, KamengEvent } from '@kameng/contract/webhook';
import type { DemoGood } from './goods/good.ts';

/** Outcomes that the sandbox gateway's page offers. */
export const outcomes = ['paid', 'failed', 'late', 'twice', 'less', 'more', 'lost'] as const;
export type Outcome = (typeof outcomes)[number];

export interface MockSite {
  id: string;
  publishableKey: string | null;
  secretKey: string | null;
  origins: string[];
}

export interface MockCheckout {
  id: string;
  secret: string;
  good: DemoGood;
  quantity: number;
  /** What the coupon takes off, in basis points. */
  couponBps: number;
  siteId: string | null;
  ref: string | null;
  embedOrigin: string | null;
  embedMode: EmbedMode | null;
  orderId: string | null;
  expiresAt: number;
}

export interface MockCode {
  id: string;
  fields: CodeFields;
  masked: string;
  revealedAt: string | null;
}

export interface MockPayment {
  id: string;
  orderId: string;
  channel: string;
  status: 'waiting' | 'paid' | 'failed' | 'closed' | 'refunded';
  due: Money;
  paidMinor: number | null;
  /** When money that was sent but not told of becomes known: a late callback or a query after a lost one. */
  tellAt: number | null;
  expiresAt: number;
}

export interface MockOrder {
  id: string;
  token: string;
  status: Order['status'];
  itemId: string;
  itemStatus: Order['items'][number]['status'];
  good: DemoGood;
  quantity: number;
  unitPrice: Money;
  amount: Money;
  codes: MockCode[];
  /** When a slow or absent supplier answers at last. */
  supplierAt: number | null;
  paymentIds: string[];
  refunds: Refund[];
  siteId: string | null;
  ref: string | null;
  embedMode: EmbedMode | null;
  contact: string[];
  clientReference: string | null;
  /** The request that made it, so that the same reference with another body is seen. */
  request: string;
  sequence: number;
  createdAt: number;
  holdUntil: number | null;
  paidAt: number | null;
  deliveredAt: number | null;
}

/** Codes set aside for a shop. */
export interface MockHold {
  id: string;
  siteId: string;
  good: DemoGood;
  quantity: number;
  unitPrice: Money;
  amount: Money;
  expiresAt: number;
}

export interface MockEndpoint {
  id: string;
  siteId: string;
  url: string;
  events: EventType[];
  secret: string;
  createdAt: string;
}

/** A dispute as its buyer reads it; pictures by their evidence's id. */
export interface MockDispute {
  shown: Dispute;
  pictures: Map<string, string>;
}

export interface MockMail {
  id: string;
  to: string;
  subject: string;
  link: string;
  at: string;
}

/** Everything a mock pool remembers; plain data, so a test may look at it or change it. */
export interface MockState {
  now: () => number;
  poolUrl: string;
  holdS: number;
  checkoutS: number;
  sites: MockSite[];
  refs: Set<string>;
  /** Basis points off, by coupon. */
  coupons: Map<string, number>;
  goods: DemoGood[];
  left: Map<string, number>;
  /** Each product once, at the place of its newest change. */
  feed: { place: number; change: CatalogChange }[];
  checkouts: Map<string, MockCheckout>;
  orders: Map<string, MockOrder>;
  holds: Map<string, MockHold>;
  payments: Map<string, MockPayment>;
  ledger: Map<string, LedgerEntry[]>;
  events: { siteId: string; event: KamengEvent }[];
  endpoints: MockEndpoint[];
  mails: MockMail[];
  /** Links to everything bought with one contact, by what stands behind #. */
  links: Map<string, { contact: string; opened: boolean; expiresAt: number }>;
  /** What links were opened to. */
  sessions: Map<string, { contact: string; expiresAt: number }>;
  /** Newest first, by order. */
  disputes: Map<string, MockDispute[]>;
  answered: Map<string, { request: string; status: number; body: unknown }>;
  followers: Map<string, Set<() => void>>;
}

export interface MockOptions {
  /** Milliseconds since 1970; tests pass their own and move it. */
  now?: () => number;
  /** Origin that links in answers point at. */
  poolUrl?: string;
  /** Seconds that codes are held for an unpaid order. */
  holdS?: number;
  /** Seconds that a checkout stays open. */
  checkoutS?: number;
}

/** The id under which a new thing is known, made at the mock's own time. */
export function newId(state: MockState, kind: IdKind): string {
  return createId(kind, state.now());
}
