/** The words of a dispute. They come with its part of the page, in the two languages that its rules are written in. */
const zh = {
  title: '售后',
  what: '告诉我们卡密出了什么问题。提交后这笔钱会冻结，供货商须在 48 小时内回应；没有回应就退款给您。',
  claim: '问题',
  invalid: '卡密无效',
  already_used: '卡密已被使用',
  wrong_goods: '与商品不符',
  expired: '已过期',
  other: '其他',
  text: '说明',
  text_hint: '例如兑换页面的提示、您试的时间。不要写出卡密本身。',
  send: '提交',
  supplier_turn: '等待供货商回应',
  buyer_turn: '供货商提出了方案，请您回应',
  evidence: '双方补充证据',
  arbiter: '等待平台裁决',
  decided: '已裁决',
  appealed: '申诉复核中',
  closed: '已结束',
  until: '截止 {time}',
  offer: '供货商的提议：{what}',
  outcome: '结果：{what}',
  refund: '退款 {amount}',
  part: '部分退款 {amount}',
  replacement: '更换卡密',
  none: '不退款，订单保持不变',
  take: '接受',
  refuse: '拒绝，继续说明',
  withdraw: '撤回申诉',
  appeal: '申诉（仅一次）',
  add_text: '补充说明',
  add_picture: '添加截图',
  picture: '查看图片',
  evidence_list: '证据',
  steps: '经过',
  buyer: '您',
  supplier: '供货商',
  party_arbiter: '平台',
  rules: '规则',
  order_state: '这个订单现在不能申请售后。',
  dispute_exists: '这些卡密已经处理过一次。',
  dispute_too_late: '交付已超过 7 天，请直接联系平台。',
  dispute_turn: '情况有变化，请看最新状态。',
  evidence_refused: '这张图片无法读取，请换一张 JPEG、PNG 或 WebP。',
  evidence_limit: '每方最多 8 条证据。',
  failed: '没有成功，请稍后再试。',
} as const;

const en: Record<keyof typeof zh, string> = {
  title: 'Problem with a code',
  what: 'Say what is wrong. The money is frozen at once, and the supplier has 48 hours to answer; without an answer it goes back to you.',
  claim: 'What is wrong',
  invalid: 'The code does not work',
  already_used: 'It was used already',
  wrong_goods: 'Not what I bought',
  expired: 'It has expired',
  other: 'Something else',
  text: 'What happened',
  text_hint: 'For example what the redeem page said and when you tried. Do not write the code itself.',
  send: 'Send',
  supplier_turn: 'Waiting for the supplier',
  buyer_turn: 'The supplier makes an offer: your turn',
  evidence: 'Both sides add evidence',
  arbiter: 'Waiting for the pool to decide',
  decided: 'Decided',
  appealed: 'The appeal is being heard',
  closed: 'Closed',
  until: 'Until {time}',
  offer: 'The supplier offers: {what}',
  outcome: 'Outcome: {what}',
  refund: '{amount} back',
  part: '{amount} back, a part of the price',
  replacement: 'another code',
  none: 'nothing goes back, the order stays as it is',
  take: 'Take it',
  refuse: 'Turn it down and argue',
  withdraw: 'Withdraw',
  appeal: 'Appeal (once)',
  add_text: 'Add words',
  add_picture: 'Add a screenshot',
  picture: 'Show the picture',
  evidence_list: 'Evidence',
  steps: 'What happened so far',
  buyer: 'You',
  supplier: 'Supplier',
  party_arbiter: 'Pool',
  rules: 'Rules',
  order_state: 'No dispute can be opened about this order now.',
  dispute_exists: 'These codes were in a dispute before.',
  dispute_too_late: 'It was delivered more than 7 days ago. Please write to the operator.',
  dispute_turn: 'Something has changed. Please look at how it stands.',
  evidence_refused: 'This picture cannot be read. Please take a JPEG, PNG or WebP.',
  evidence_limit: 'Each side can add eight pieces of evidence.',
  failed: 'That did not work. Please try again.',
};

export type DisputeWord = keyof typeof zh;

/** Whether a text of this key exists. */
export function isDisputeWord(key: string): key is DisputeWord {
  return Object.hasOwn(zh, key);
}

/** The language a dispute is spoken in for readers of another. */
export function disputeLanguage(lang: string): 'zh-CN' | 'en' {
  return lang.startsWith('zh') ? 'zh-CN' : 'en';
}

/** A text of the dispute with its value filled in. */
export function sayDispute(lang: string, key: DisputeWord, values: Record<string, string> = {}): string {
  const text = (disputeLanguage(lang) === 'en' ? en : zh)[key];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
