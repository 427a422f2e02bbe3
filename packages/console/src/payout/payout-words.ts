import type { OwnerMoney, Payout, PayoutAccount, PayoutStatus } from '@kameng/contract/desk/payout';
import type { Tone } from '../parts/badge.tsx';
import { words } from '../words/words.ts';

export const payoutWords = words<PayoutStatus>({
  pending: ['等待审批', 'Waits for approval'],
  approved: ['已批准，待打款', 'Approved, to be paid'],
  paid: ['已打款', 'Paid'],
  refused: ['已拒绝', 'Refused'],
});
export const payoutTones: Record<PayoutStatus, Tone> = {
  pending: 'attention',
  approved: 'plain',
  paid: 'good',
  refused: 'danger',
};
export const accountWords = words<PayoutAccount['kind']>({
  bank: ['银行账户', 'Bank account'],
  alipay: ['支付宝', 'Alipay'],
  wechat: ['微信支付', 'WeChat Pay'],
  paypal: ['PayPal', 'PayPal'],
});
export const moneyWords = words<Exclude<keyof OwnerMoney, 'currency'>>({
  pending: ['待结算', 'Pending'],
  available: ['可用', 'Available'],
  reserved: ['其中预留退款', 'Of that kept for refunds'],
  payable: ['现在可提现', 'Can be paid out now'],
  minimum: ['最低提现额', 'Least that is paid out'],
  in_payout: ['提现中', 'Being paid out'],
  owed: ['欠款', 'Owed'],
});

/** An account in one line. */
export function nameAccount({ kind, hint }: Pick<Payout['account'], 'kind' | 'hint'>): string {
  return `${accountWords[kind]} ${hint}`;
}
