import type { TransferKind } from '@kameng/contract/ledger';
import { words } from './words.ts';

/** Why money moved, in words. */
export const entryWords = words<TransferKind>({
  top_up: ['充值', 'Top-up'],
  payment: ['付款', 'Payment'],
  channel_fee: ['渠道手续费', 'Channel fee'],
  supplier_share: ['供货款', "Supplier's share"],
  commission: ['佣金', 'Commission'],
  markup: ['加价', 'Markup'],
  downline: ['下级佣金', 'Downline commission'],
  platform_fee: ['平台费', 'Platform fee'],
  refund: ['退款', 'Refund'],
  clawback: ['追回', 'Clawback'],
  maturity: ['到期可用', 'Matured'],
  freeze: ['冻结', 'Frozen'],
  payout: ['提现', 'Payout'],
  adjustment: ['调整', 'Adjustment'],
});
