import type { OrderStatus, Refund } from '@kameng/contract/order';
import type { PaymentAction } from '@kameng/contract/checkout';
import type { SupplyStatus } from '@kameng/contract/supply';
import type { AgentTerms } from '../referral/agent-terms.ts';
import type { Transfer } from '../ledger/post-transfers.ts';
import type { NewSupplyRequest } from '../supply/write-requests.ts';

export interface OrderRow {
  id: string;
  site_id: string | null;
  agent_id: string | null;
  checkout_id: string | null;
  status: OrderStatus;
  channel: string;
  currency: string;
  amount_minor: number;
  commission_bps: number;
  /** Null when no agent shares in it. */
  agent_terms: AgentTerms | null;
  client_reference: string | null;
  contact_secret: Buffer | null;
  language: string | null;
  embed_mode: 'redirect' | 'overlay' | 'inline' | null;
  token_generation: number;
  sequence: number;
  created_at: Date;
  expires_at: Date | null;
  paid_at: Date | null;
  delivered_at: Date | null;
  next_delivery_at: Date | null;
  /** Since when the operator keeps everything about it as it is. */
  frozen_at: Date | null;
}

export interface ItemRow {
  id: string;
  order_id: string;
  product_id: string;
  offer_id: string;
  quantity: number;
  unit_price_minor: number;
  unit_supply_minor: number;
  delivered_quantity: number;
  status: 'held' | 'waiting' | 'delivered' | 'released' | 'refunded';
}

export interface PaymentRow {
  id: string;
  order_id: string;
  channel: string;
  currency: string;
  amount_minor: number;
  status: 'creating' | 'waiting' | 'paid' | 'failed' | 'closed' | 'refunded';
  received_minor: number;
  action: PaymentAction | null;
  query_count: number;
  next_query_at: Date | null;
  created_at: Date;
}

/** What a test product forces; null for everything that is really for sale. */
export type Forced = 'sold_out' | 'price_moved' | 'partial' | 'slow_supplier' | 'supplier_down' | null;

/** An item with what delivery needs to know. */
export interface LoadedItem extends ItemRow {
  supplier_id: string;
  forced: Forced;
  /** Whether the operator has stopped its supplier or product. */
  frozen: boolean;
  /** Codes held for the item, in the order they will be delivered. */
  held_codes: string[];
  /** Whether its supplier is asked for codes: by now, no longer, or never was. */
  on_demand: 'live' | 'paused' | 'off' | null;
  /** The question put to its supplier, once there is one. */
  supply_status: SupplyStatus | null;
  supply_deadline: Date | null;
}

/** An order locked for a change, with everything that belongs to it. */
export interface LoadedOrder {
  order: OrderRow;
  /** What a published discount and a coupon took off each unit. */
  unit_discount_minor: number;
  items: LoadedItem[];
  payments: PaymentRow[];
}

export interface NewRefund {
  order_id: string;
  payment_id: string | null;
  currency: string;
  amount_minor: number;
  reason: Refund['reason'];
  /** What asked for it; the same cause never makes a second refund. */
  cause: string;
}

export type MailTemplate =
  | 'order_paid'
  | 'order_delivered'
  | 'order_refunded'
  | 'order_link'
  | 'orders_link'
  | 'dispute_offered'
  | 'dispute_contested'
  | 'dispute_decided'
  | 'dispute_closed';

/** What happens to one order, decided first and written together with the changes of others. */
export interface OrderChange {
  order: OrderRow;
  actor: string;
  /** States entered, in order; empty when only money or payments change. */
  path: OrderStatus[];
  paid_at?: Date;
  delivered_at?: Date;
  next_delivery_at?: Date | null;
  items: Pick<ItemRow, 'id' | 'status' | 'delivered_quantity'>[];
  /** Codes newly claimed for an item, for money that came late. */
  claim: { item_id: string; code_ids: readonly string[] }[];
  /** Items whose supplier is asked for their codes. */
  ask: NewSupplyRequest[];
  sell: string[];
  release: { offer_id: string; code_ids: string[] }[];
  payments: Pick<PaymentRow, 'id' | 'status' | 'received_minor' | 'next_query_at'>[];
  transfers: Transfer[];
  refunds: NewRefund[];
  mails: MailTemplate[];
}

/** A change in which nothing happens yet. */
export function noChange(order: OrderRow, actor: string): OrderChange {
  return {
    order,
    actor,
    path: [],
    items: [],
    claim: [],
    ask: [],
    sell: [],
    release: [],
    payments: [],
    transfers: [],
    refunds: [],
    mails: [],
  };
}
