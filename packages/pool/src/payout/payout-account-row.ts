import type { PayoutAccount } from '@kameng/contract/desk/payout';
import type { Keys } from '../keys/keys.ts';
import { open, seal } from '../stock/code-cipher.ts';

export const accountColumns = 'id, kind, hint, currency, usable_from, created_at';

export interface AccountRow extends Omit<PayoutAccount, 'usable_from' | 'created_at'> {
  usable_from: Date;
  created_at: Date;
}

export function renderAccount({ usable_from, created_at, ...row }: AccountRow): PayoutAccount {
  return { ...row, usable_from: usable_from.toISOString(), created_at: created_at.toISOString() };
}

/** Where exactly money goes; only who pays it out sees that. */
export interface AccountDetails {
  holder: string;
  number: string;
  bank: string | null;
}

export function sealDetails(keys: Keys, id: string, { holder, number, bank }: AccountDetails): Buffer {
  return seal(keys.document, Buffer.from(JSON.stringify({ holder, number, bank })), id);
}

export function openDetails(keys: Keys, id: string, sealed: Buffer): AccountDetails {
  return JSON.parse(open(keys.document, sealed, id).toString()) as AccountDetails;
}
