import type { LetterWords } from './letter-texts.ts';
import type { MailLanguage } from './mail-texts.ts';

/** Letters to suppliers about what was decided. */
export type SupplyTemplate =
  | 'verification_verified'
  | 'verification_refused'
  | 'verification_needs_action'
  | 'submission_listed'
  | 'submission_refused'
  | 'submission_needs_action'
  | 'payout_paid'
  | 'payout_refused'
  | 'payout_account_added'
  | 'low_stock'
  | 'codes_expiring'
  | 'supply_paused'
  | 'supply_resumed';

const said = '{message}';

export const supplyLetters: Record<MailLanguage, Record<SupplyTemplate, LetterWords>> = {
  'zh-CN': {
    verification_verified: {
      subject: '{organisation} 已通过认证',
      heading: '认证已通过',
      body: ['{organisation} 已通过实名认证。提交的证件已删除，现在可以开始工作。'],
      button: '打开工作台',
      notes: [],
    },
    verification_refused: {
      subject: '{organisation} 未通过认证',
      heading: '认证未通过',
      body: ['平台没有通过 {organisation} 的认证，原因如下：', said, '提交的证件已删除。可以重新申请。'],
      button: '重新申请',
      notes: [],
    },
    verification_needs_action: {
      subject: '{organisation} 的认证需要补充材料',
      heading: '请补充材料',
      body: ['平台在审核 {organisation} 的认证时需要您补充：', said],
      button: '去补充',
      notes: [],
    },
    submission_listed: {
      subject: '{product} 已通过审核',
      heading: '{product} 已上架',
      body: ['{product} 已通过审核。设置供货价并上传卡密后即可开始销售。'],
      button: '设置供货',
      notes: [],
    },
    submission_refused: {
      subject: '{product} 未通过审核',
      heading: '审核未通过',
      body: ['{product} 没有通过审核，原因如下：', said],
      button: '查看',
      notes: [],
    },
    submission_needs_action: {
      subject: '{product} 需要修改',
      heading: '请修改后重新提交',
      body: ['审核 {product} 时平台提出：', said],
      button: '去修改',
      notes: [],
    },
    payout_paid: {
      subject: '提现 {amount} 已打款',
      heading: '{amount} 已打款',
      body: ['{amount} 已打款至尾号 {account} 的账户，流水号 {reference}。到账时间以银行为准。'],
      button: '查看',
      notes: [],
    },
    payout_refused: {
      subject: '提现 {amount} 未通过',
      heading: '提现未通过，钱已退回余额',
      body: ['提现 {amount} 没有通过，金额已退回可提现余额。原因如下：', said],
      button: '查看',
      notes: [],
    },
    payout_account_added: {
      subject: '{organisation} 新增了收款账户 {account}',
      heading: '新增收款账户',
      body: ['{by} 为 {organisation} 新增了收款账户 {account}。24 小时后可以向它打款。'],
      button: '查看收款账户',
      notes: ['不是您的同事？请立即删除这个账户并联系平台。'],
    },
    supply_paused: {
      subject: '{product} 已暂停接口供货',
      heading: '您的服务器连续供货失败',
      body: [
        '{product} 的接口供货已自动暂停，暂停期间显示为售罄。最近一次的问题：',
        said,
        '平台会定期重试；修复后也可以自行恢复。',
      ],
      button: '查看服务器状态',
      notes: [],
    },
    supply_resumed: {
      subject: '{product} 已恢复接口供货',
      heading: '接口供货已恢复',
      body: ['您的服务器又能正常供货，{product} 已恢复销售。'],
      button: '查看服务器状态',
      notes: [],
    },
    low_stock: {
      subject: '{product} 库存不足：剩 {codes} 张',
      heading: '请补货',
      body: ['{product} 还剩 {codes} 张卡密，低于您设置的 {limit} 张。售罄后商品会自动停止销售。'],
      button: '上传卡密',
      notes: [],
    },
    codes_expiring: {
      subject: '{product}：{codes} 张卡密 {days} 天内到期',
      heading: '有卡密即将到期',
      body: [
        '{product} 还有 {codes} 张卡密将在 {days} 天内到期，最早的到期时间是 {first}（UTC）。',
        '到期前一小时自动下架，不会再卖出。降低供货价可以卖得更快。',
      ],
      button: '查看库存提醒',
      notes: [],
    },
  },
  en: {
    verification_verified: {
      subject: '{organisation} is verified',
      heading: 'You are verified',
      body: ['{organisation} is verified. The documents you sent are deleted, and you can start.'],
      button: 'Open your desk',
      notes: [],
    },
    verification_refused: {
      subject: '{organisation} was not verified',
      heading: 'Not verified',
      body: [
        '{organisation} was not verified. The reason:',
        said,
        'The documents you sent are deleted. You can apply again.',
      ],
      button: 'Apply again',
      notes: [],
    },
    verification_needs_action: {
      subject: 'Your verification needs something more',
      heading: 'Something is missing',
      body: ['To verify {organisation} we still need:', said],
      button: 'Send it',
      notes: [],
    },
    submission_listed: {
      subject: '{product} passed the review',
      heading: '{product} is in the catalogue',
      body: ['{product} passed the review. Set your supply price and upload codes, and it sells.'],
      button: 'Make an offer',
      notes: [],
    },
    submission_refused: {
      subject: '{product} did not pass the review',
      heading: 'Not accepted',
      body: ['{product} did not pass the review. The reason:', said],
      button: 'Read more',
      notes: [],
    },
    submission_needs_action: {
      subject: '{product} needs a change',
      heading: 'Please change and submit again',
      body: ['In the review of {product} we found:', said],
      button: 'Change it',
      notes: [],
    },
    payout_paid: {
      subject: '{amount} was paid out',
      heading: '{amount} is on its way',
      body: ['{amount} was sent to the account {account}, reference {reference}. When it arrives depends on the bank.'],
      button: 'Read more',
      notes: [],
    },
    payout_refused: {
      subject: 'The payout of {amount} was refused',
      heading: 'Not paid out; the money is available again',
      body: ['The payout of {amount} was refused and the money is available again. The reason:', said],
      button: 'Read more',
      notes: [],
    },
    payout_account_added: {
      subject: '{organisation} has a new payout account {account}',
      heading: 'A new payout account',
      body: ['{by} added the payout account {account} for {organisation}. It can be paid to after 24 hours.'],
      button: 'See the accounts',
      notes: ['That was none of you? Remove the account at once and tell the operator.'],
    },
    supply_paused: {
      subject: 'Supply of {product} is paused',
      heading: 'Your server failed several times in a row',
      body: [
        '{product} is no longer sold from your server; it shows as sold out. What happened last:',
        said,
        'The pool tries again from time to time. Once it is mended you can also begin again yourself.',
      ],
      button: 'See the server',
      notes: [],
    },
    supply_resumed: {
      subject: 'Supply of {product} works again',
      heading: 'Your server answers again',
      body: ['{product} is sold from your server again.'],
      button: 'See the server',
      notes: [],
    },
    low_stock: {
      subject: 'Low stock: {codes} left of {product}',
      heading: 'Time to restock',
      body: ['{product} has {codes} codes left, fewer than the {limit} you set. When none is left it stops selling.'],
      button: 'Upload codes',
      notes: [],
    },
    codes_expiring: {
      subject: '{product}: codes that expire within {days} days: {codes}',
      heading: 'Codes expire soon',
      body: [
        'Codes of {product} that expire within {days} days: {codes}. The first one ends at {first} UTC.',
        'An hour before it expires a code leaves the shelf and is not sold any more. A lower supply price sells the rest sooner.',
      ],
      button: 'See stock and expiry',
      notes: [],
    },
  },
};
