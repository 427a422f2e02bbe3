import { z } from 'zod';
import { idSchema } from './id.ts';
import { money } from './money.ts';
import { cursor, page, pageLimit, timestamp } from './page.ts';
import { orderId } from './order.ts';

export const balances = z
  .object({ data: z.array(money).meta({ description: 'What can be spent, per currency' }) })
  .meta({ id: 'balances' });

export const transferKinds = [
  'top_up',
  'payment',
  'channel_fee',
  'supplier_share',
  'commission',
  'markup',
  'downline',
  'platform_fee',
  'refund',
  'clawback',
  'maturity',
  'freeze',
  'payout',
  'adjustment',
] as const;
export type TransferKind = (typeof transferKinds)[number];

export const ledgerEntry = z
  .object({
    id: idSchema('entry'),
    transfer_id: idSchema('transfer'),
    kind: z.enum(transferKinds),
    amount: money.meta({ description: 'Negative when it leaves the balance' }),
    order_id: orderId.nullable(),
    created_at: timestamp,
  })
  .meta({ id: 'ledger_entry' });
export type LedgerEntry = z.infer<typeof ledgerEntry>;

export const ledgerQuery = z.object({ limit: pageLimit, cursor: cursor.optional() });
export const ledgerPage = page(ledgerEntry).meta({ id: 'ledger_page' });
