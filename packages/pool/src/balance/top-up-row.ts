import type { PaymentAction } from '@kameng/contract/checkout';
import type { TopUp } from '@kameng/contract/desk/top-up';
import { idPrefix } from '@kameng/contract/id';

/** A top-up with its payment. */
export interface TopUpRow {
  id: string;
  site_id: string;
  payment_id: string;
  channel: string;
  currency: string;
  amount_minor: number;
  received_minor: number;
  status: 'creating' | 'waiting' | 'paid' | 'failed' | 'closed' | 'refunded';
  action: PaymentAction | null;
  created_at: Date;
  paid_at: Date | null;
}

export const topUpColumns =
  't.id, t.site_id, t.payment_id, p.channel, p.currency, p.amount_minor, p.received_minor, p.status, p.action, t.created_at, t.paid_at';

/** Whether what a payment was made for is a top-up and no order. */
export function isTopUp(id: string): boolean {
  return id.startsWith(`${idPrefix.topUp}_`);
}

/** A top-up as the wire has it. */
export function renderTopUp(row: TopUpRow): TopUp {
  const { currency } = row;
  const status = row.status === 'creating' ? 'waiting' : row.status === 'refunded' ? 'closed' : row.status;
  return {
    id: row.id,
    site_id: row.site_id,
    amount: { amount_minor: row.amount_minor, currency },
    received: { amount_minor: row.received_minor, currency },
    channel: row.channel,
    status,
    action: status === 'waiting' ? row.action : null,
    created_at: row.created_at.toISOString(),
    paid_at: row.paid_at?.toISOString() ?? null,
  };
}
