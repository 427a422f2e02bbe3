import type { Dispute } from '@kameng/contract/dispute';
import { showMoney } from '../words/show-figures.ts';
import { fill, words } from '../words/words.ts';

export const statusWords = words<Dispute['status']>({
  opened: ['已提出', 'Opened'],
  supplier_turn: ['等供货商', 'Supplier’s turn'],
  buyer_turn: ['等买家', 'Buyer’s turn'],
  evidence: ['补充证据', 'Evidence'],
  arbiter: ['等平台裁决', 'To be decided'],
  decided: ['已裁决，可申诉', 'Decided, open to appeal'],
  appealed: ['申诉复核', 'Appeal'],
  closed: ['已结束', 'Closed'],
});

export const claimWords = words<Dispute['claim']>({
  invalid: ['卡密无效', 'Does not work'],
  already_used: ['已被使用', 'Used already'],
  wrong_goods: ['与商品不符', 'Not what was bought'],
  expired: ['已过期', 'Expired'],
  other: ['其他', 'Something else'],
});

export const partyWords = words<Dispute['steps'][number]['party']>({
  buyer: ['买家', 'Buyer'],
  supplier: ['供货商', 'Supplier'],
  arbiter: ['平台', 'Pool'],
  rules: ['规则', 'Rules'],
});

export const factWords = words<Dispute['codes'][number]['facts'][number]>({
  never_revealed: ['从未被查看', 'never shown'],
  not_as_uploaded: ['与上传的不一致', 'not as uploaded'],
  seen_before: ['此前卖出过', 'sold before'],
  redeemed_before_reveal: ['查看前已兑换', 'redeemed before it was shown'],
});

const remedies = words({
  refund: ['退款 {amount}', '{amount} back'],
  part: ['部分退款 {amount}', '{amount} back, a part'],
  replacement: ['更换卡密', 'another code'],
  none: ['不退款', 'nothing'],
});

/** What is offered, or came of it. */
export function sayRemedy(remedy: Dispute['outcome']): string {
  return remedy ? fill(remedies[remedy.kind], { amount: remedy.amount ? showMoney(remedy.amount) : '' }) : '';
}
