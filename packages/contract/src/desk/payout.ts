import { z } from 'zod';
import { idSchema } from '../id.ts';
import { transferKinds } from '../ledger.ts';
import { currency, money } from '../money.ts';
import { orderId } from '../order.ts';
import { cursor, page, pageLimit, searchWords, timestamp } from '../page.ts';

export const payoutId = idSchema('payout');
const text = (max: number) => z.string().trim().min(1).max(max);

export const payoutAccountBody = z
  .object({
    kind: z.enum(['bank', 'alipay', 'wechat', 'paypal']),
    holder: text(120).meta({ description: 'Who the account belongs to; the verified name' }),
    number: text(64).meta({ description: 'IBAN or account number, or the name of the wallet' }),
    bank: text(120).optional().meta({ description: 'Name or BIC, of a bank account' }),
    currency,
  })
  .strict()
  .refine(({ kind, bank }) => kind !== 'bank' || bank !== undefined, {
    path: ['bank'],
    message: 'a bank account has a bank',
  })
  .meta({
    id: 'new_payout_account',
    example: {
      kind: 'bank',
      holder: 'Harbour Lane Digital Ltd',
      number: '6222 0000 0000 0000 123',
      bank: 'Harbour Bank',
      currency: 'CNY',
    },
  });
export const payoutAccount = z
  .object({
    id: idSchema('payoutAccount'),
    kind: payoutAccountBody.shape.kind,
    hint: z.string().meta({ description: 'Enough of the number to recognise it' }),
    currency,
    usable_from: timestamp.meta({
      description: 'A new account is paid to from then on; until then its owners can object',
    }),
    created_at: timestamp,
  })
  .meta({ id: 'payout_account' });
export type PayoutAccount = z.infer<typeof payoutAccount>;
export const payoutAccountList = z.object({ data: z.array(payoutAccount) }).meta({ id: 'payout_account_list' });
export const payoutAccountParams = z.object({ id: idSchema('payoutAccount') });

export const ownerMoney = z
  .object({
    currency,
    pending: money.meta({ description: 'Of delivered orders whose time has not come' }),
    available: money.meta({ description: 'Matured and not paid out' }),
    reserved: money.meta({
      description: 'Of the available, what stays for refunds: a tenth of what matured in 30 days',
    }),
    payable: money.meta({ description: 'What can be paid out now' }),
    minimum: money.meta({ description: 'Less is not paid out' }),
    in_payout: money.meta({ description: 'Asked for, and not paid yet' }),
    owed: money.meta({ description: 'Refunds beyond what was available; paid off by what matures next' }),
  })
  .meta({ id: 'owner_money' });
export type OwnerMoney = z.infer<typeof ownerMoney>;
export const ownerMoneyList = z.object({ data: z.array(ownerMoney) }).meta({ id: 'owner_money_list' });

export const payoutStatuses = ['pending', 'approved', 'paid', 'refused'] as const;
export const payoutStatus = z.enum(payoutStatuses).meta({ id: 'payout_status' });
export type PayoutStatus = z.infer<typeof payoutStatus>;
export const payoutBody = z
  .object({
    account_id: idSchema('payoutAccount'),
    amount: z.object({ amount_minor: z.int().min(1).max(1_000_000_000_000), currency }).strict(),
  })
  .strict()
  .meta({
    id: 'new_payout',
    example: { account_id: 'pac_01k9zr2c4ve8qtxw3h5n7p6s0d', amount: { amount_minor: 500000, currency: 'CNY' } },
  });
export const payout = z
  .object({
    id: payoutId,
    status: payoutStatus,
    amount: money,
    account: z.object({ id: idSchema('payoutAccount'), kind: payoutAccountBody.shape.kind, hint: z.string() }),
    reference: z.string().nullable().meta({ description: "The bank's number of the transfer, once it is paid" }),
    message: z.string().nullable().meta({ description: 'Why it was refused' }),
    created_at: timestamp,
    decided_at: timestamp.nullable(),
  })
  .meta({ id: 'payout' });
export type Payout = z.infer<typeof payout>;
export const payoutPage = page(payout).meta({ id: 'payout_page' });
export const payoutQuery = z.object({ status: payoutStatus.optional(), limit: pageLimit, cursor: cursor.optional() });
export const payoutParams = z.object({ id: payoutId });

export const queuedPayout = payout
  .extend({
    owner: z.object({ id: z.string(), name: z.string(), kind: z.enum(['supplier', 'agent']), verified: z.boolean() }),
  })
  .meta({ id: 'queued_payout' });
export type QueuedPayout = z.infer<typeof queuedPayout>;
export const payoutQueue = page(queuedPayout).meta({ id: 'payout_queue' });
export const payoutQueueQuery = payoutQuery.extend({
  status: payoutStatus.default('pending'),
  q: searchWords.meta({ description: 'Words that all occur in the name of whose it is, in any order and case' }),
});
export const openedPayout = queuedPayout
  .extend({ pay_to: z.object({ holder: z.string(), number: z.string(), bank: z.string().nullable() }) })
  .meta({ id: 'opened_payout' });
export const payoutDecisionBody = z
  .object({
    decision: z.enum(['approve', 'refuse', 'pay']),
    reference: text(120).optional().meta({ description: "The bank's number of the transfer" }),
    message: text(1000).optional().meta({ description: 'Why not; the owner reads it' }),
  })
  .strict()
  .refine(({ decision, message }) => decision !== 'refuse' || message !== undefined, {
    path: ['message'],
    message: 'needed to refuse',
  })
  .refine(({ decision, reference }) => decision !== 'pay' || reference !== undefined, {
    path: ['reference'],
    message: 'needed to say that it is paid',
  })
  .meta({ id: 'payout_decision', example: { decision: 'pay', reference: '20261231-000123' } });

export const statementQuery = z.object({
  account: z.enum(['pending', 'available']).default('available'),
  currency,
  from: timestamp,
  to: timestamp.meta({ description: 'Not part of the period' }),
  limit: pageLimit,
  cursor: cursor.optional(),
});
export const statement = z
  .object({
    account: z.enum(['pending', 'available']),
    from: timestamp,
    to: timestamp,
    opening: money,
    closing: money,
    closed: z.boolean().meta({ description: 'Nothing dated in the period can appear any more' }),
    totals: z.array(z.object({ kind: z.enum(transferKinds), count: z.int(), amount: money })),
    data: z.array(
      z.object({
        transfer_id: idSchema('transfer'),
        kind: z.enum(transferKinds),
        amount: money,
        order_id: orderId.nullable(),
        created_at: timestamp,
      }),
    ),
    next_cursor: cursor.nullable(),
  })
  .meta({ id: 'statement' });
