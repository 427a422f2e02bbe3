import type { Adjustment } from '@kameng/contract/desk/adjustment';
import { availableOf, platformFees, type AccountId } from '../ledger/accounts.ts';

export interface AdjustmentRow {
  id: string;
  status: Adjustment['status'];
  from_party: string;
  to_party: string;
  currency: string;
  amount_minor: number;
  reason: string;
  proposed_by: string;
  proposed_name: string;
  decided_by: string | null;
  decided_name: string | null;
  message: string | null;
  created_at: Date;
  decided_at: Date | null;
}

/** The account of a party that an adjustment moves money of. */
export function accountOf(party: string, currency: string): AccountId {
  return party === 'platform' ? platformFees(currency) : availableOf(party, currency);
}

export function renderAdjustment(row: AdjustmentRow): Adjustment {
  const { id, status, from_party, to_party, currency, amount_minor, reason, message, created_at, decided_at } = row;
  return {
    id,
    status,
    from: from_party,
    to: to_party,
    amount: { amount_minor, currency },
    reason,
    proposed_by: { id: row.proposed_by, name: row.proposed_name },
    decided_by: row.decided_by === null ? null : { id: row.decided_by, name: row.decided_name ?? '' },
    message,
    created_at: created_at.toISOString(),
    decided_at: decided_at?.toISOString() ?? null,
  };
}
