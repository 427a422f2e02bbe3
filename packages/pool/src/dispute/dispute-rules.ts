import type { DisputeRule } from '@kameng/contract/dispute';
import type { Language } from '@kameng/contract/page';

/** Each rule in the words that both sides read; {@link sayRule} chooses the language. */
const sentences: Record<DisputeRule, Record<'zh-CN' | 'en', string>> = {
  never_revealed: {
    'zh-CN': '卡密从未被查看，直接更换。',
    en: 'The code was never shown to anybody, so it is replaced.',
  },
  not_as_uploaded: {
    'zh-CN': '交付的卡密与供货商上传的不一致，退款。',
    en: 'What was delivered is not what the supplier uploaded, so the money goes back.',
  },
  seen_before: {
    'zh-CN': '同一卡密此前已经卖出过，退款。',
    en: 'The same code had been sold before, so the money goes back.',
  },
  redeemed_before_reveal: {
    'zh-CN': '发卡方记录显示，卡密在被查看之前已被兑换，退款。',
    en: 'By the issuer’s record the code was redeemed before it was shown, so the money goes back.',
  },
  accepted_by_supplier: {
    'zh-CN': '供货商同意退款。',
    en: 'The supplier agreed to give the money back.',
  },
  supplier_silent: {
    'zh-CN': '供货商在 48 小时内没有回应，退款。',
    en: 'The supplier did not answer within 48 hours, so the money goes back.',
  },
  offer_taken: { 'zh-CN': '买家接受了供货商的提议。', en: 'The buyer took the supplier’s offer.' },
  buyer_silent: {
    'zh-CN': '买家在 48 小时内没有回应，按供货商的提议处理。',
    en: 'The buyer did not answer within 48 hours, so the supplier’s offer is carried out.',
  },
  withdrawn: { 'zh-CN': '买家撤回了申诉。', en: 'The buyer withdrew the dispute.' },
  arbiter_silent: {
    'zh-CN': '平台未能在 72 小时内裁决，按对买家有利处理。',
    en: 'The pool did not decide within 72 hours, so it is decided for the buyer.',
  },
  appeal_silent: {
    'zh-CN': '申诉复核未在 72 小时内改变裁决，维持原裁决。',
    en: 'The appeal changed nothing within 72 hours, so the decision stands.',
  },
  evidence_for_buyer: { 'zh-CN': '证据支持买家。', en: 'The evidence speaks for the buyer.' },
  evidence_for_supplier: { 'zh-CN': '证据支持供货商。', en: 'The evidence speaks for the supplier.' },
  no_evidence: {
    'zh-CN': '没有证据表明卡密有问题。',
    en: 'There is no evidence that anything is wrong with the code.',
  },
  shared_fault: { 'zh-CN': '双方各有责任。', en: 'Both sides have a part in it.' },
  nothing_left_to_replace: {
    'zh-CN': '没有可以更换的卡密，改为退款。',
    en: 'There is no code left to replace it with, so the money goes back.',
  },
};

/** A rule in words: Chinese for readers of Chinese, English for everybody else. */
export function sayRule(rule: DisputeRule, language: Language): string {
  return sentences[rule][language.startsWith('zh') ? 'zh-CN' : 'en'];
}
