import type { OrganisationKind } from '@kameng/contract/desk-roles';
import type { Payout, PayoutAccount, PayoutStatus, QueuedPayout } from '@kameng/contract/desk/payout';

/** Columns of a payout `y` with its account `a`. */
export const payoutColumns = `y.id, y.organisation_id, y.owner_id, y.status, y.currency, y.amount_minor, y.reference, y.message, y.created_at, y.decided_at,
  y.account_id, a.kind AS account_kind, a.hint`;

export interface PayoutRow {
  id: string;
  organisation_id: string;
  owner_id: string;
  status: PayoutStatus;
  currency: string;
  amount_minor: number;
  reference: string | null;
  message: string | null;
  created_at: Date;
  decided_at: Date | null;
  account_id: string;
  account_kind: PayoutAccount['kind'];
  hint: string;
}

export function renderPayout(row: PayoutRow): Payout {
  const { id, status, currency, amount_minor, reference, message, created_at, decided_at } = row;
  return {
    id,
    status,
    amount: { amount_minor, currency },
    account: { id: row.account_id, kind: row.account_kind, hint: row.hint },
    reference,
    message,
    created_at: created_at.toISOString(),
    decided_at: decided_at?.toISOString() ?? null,
  };
}

/** Columns of a payout `y` with its account `a` and organisation `g` as the operator sees them. */
export const queuedColumns = `${payoutColumns}, g.name, g.kind,
  EXISTS (SELECT FROM verification v WHERE v.organisation_id = g.id AND v.status = 'verified') AS verified`;
export const queuedFrom =
  'payout y JOIN payout_account a ON a.id = y.account_id JOIN organisation g ON g.id = y.organisation_id';

export interface QueuedRow extends PayoutRow {
  name: string;
  kind: OrganisationKind;
  verified: boolean;
}

export function renderQueued(row: QueuedRow): QueuedPayout {
  const kind = row.kind === 'agent' ? 'agent' : 'supplier';
  return { ...renderPayout(row), owner: { id: row.owner_id, name: row.name, kind, verified: row.verified } };
}
