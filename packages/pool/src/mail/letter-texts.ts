import type { MailLanguage } from './mail-texts.ts';
import { supplyLetters, type SupplyTemplate } from './supply-letters.ts';

export type LetterTemplate =
  | 'sign_in_link'
  | 'invitation'
  | 'dispute_to_answer'
  | 'dispute_in_evidence'
  | 'dispute_to_decide'
  | 'dispute_decided'
  | 'dispute_closed'
  | 'low_balance'
  | SupplyTemplate;

export interface LetterWords {
  subject: string;
  heading: string;
  body: readonly string[];
  button: string;
  notes: readonly string[];
}

/** The words of every letter; `{name}` is replaced by the value of that name. */
export const letterTexts: Record<MailLanguage, Record<LetterTemplate, LetterWords>> = {
  'zh-CN': {
    ...supplyLetters['zh-CN'],
    sign_in_link: {
      subject: '登录 Kameng',
      heading: '登录 Kameng',
      body: ['点击按钮即可登录。链接 15 分钟内有效，只能用一次。'],
      button: '登录',
      notes: ['如果不是您本人操作，可以不理会这封邮件：没有这个邮箱就无法登录。'],
    },
    invitation: {
      subject: '{by} 邀请您加入 {organisation}',
      heading: '加入 {organisation}',
      body: ['{by} 邀请您在 Kameng 上一起管理 {organisation}。', '邀请 7 天内有效，请用收到这封邮件的邮箱登录后接受。'],
      button: '接受邀请',
      notes: ['不认识对方？可以不理会这封邮件。'],
    },
    dispute_to_answer: {
      subject: '请在 48 小时内回应售后：{order}',
      heading: '买家提出了售后',
      body: [
        '订单 {order} 的买家说卡密有问题，这笔订单的款项已冻结。',
        '请在 {until}（UTC）前接受、提议或说明。没有回应就退款给买家。',
      ],
      button: '查看售后',
      notes: [],
    },
    dispute_in_evidence: {
      subject: '请补充证据：{order}',
      heading: '双方说法不一致',
      body: ['{until}（UTC）前可以补充说明、截图和发卡方记录，之后由平台裁决。'],
      button: '补充证据',
      notes: [],
    },
    dispute_to_decide: {
      subject: '待裁决：{order}',
      heading: '有一个售后等待裁决',
      body: ['请在 {until}（UTC）前裁决。'],
      button: '查看售后',
      notes: [],
    },
    dispute_decided: {
      subject: '售后已裁决：{order}',
      heading: '售后已裁决',
      body: ['结果和理由在工作台。{until}（UTC）前可以申诉一次。'],
      button: '查看结果',
      notes: [],
    },
    dispute_closed: {
      subject: '售后已结束：{order}',
      heading: '售后已结束',
      body: ['结果和理由在工作台。'],
      button: '查看结果',
      notes: [],
    },
    low_balance: {
      subject: '{site} 余额不足：剩 {balance}',
      heading: '请充值',
      body: ['{site} 的余额还有 {balance}，低于您设置的 {below}。余额不够时，新订单会被拒绝，不会欠款。'],
      button: '打开工作台',
      notes: ['充值到提醒值以上之前，不会再次提醒。'],
    },
  },
  en: {
    ...supplyLetters.en,
    sign_in_link: {
      subject: 'Sign in to Kameng',
      heading: 'Sign in to Kameng',
      body: ['The button signs you in. It works once, within 15 minutes.'],
      button: 'Sign in',
      notes: ['If you did not ask for this, ignore this mail: without this mailbox nobody can sign in.'],
    },
    invitation: {
      subject: '{by} invites you to {organisation}',
      heading: 'Join {organisation}',
      body: [
        '{by} invites you to work for {organisation} on Kameng.',
        'The invitation is open for 7 days. Sign in with the address this mail was sent to.',
      ],
      button: 'Accept the invitation',
      notes: ['You do not know them? Then ignore this mail.'],
    },
    dispute_to_answer: {
      subject: 'Answer within 48 hours: {order}',
      heading: 'A buyer opened a dispute',
      body: [
        'The buyer of {order} says that something is wrong with the codes. The money of this order is frozen.',
        'Accept, offer or contest by {until} UTC. Without an answer the money goes back to the buyer.',
      ],
      button: 'Open the dispute',
      notes: [],
    },
    dispute_in_evidence: {
      subject: 'Add what you have: {order}',
      heading: 'The two sides disagree',
      body: ['Until {until} UTC you can add words, pictures and what the issuer says; then the pool decides.'],
      button: 'Add evidence',
      notes: [],
    },
    dispute_to_decide: {
      subject: 'To be decided: {order}',
      heading: 'A dispute waits for a decision',
      body: ['Please decide by {until} UTC.'],
      button: 'Open the dispute',
      notes: [],
    },
    dispute_decided: {
      subject: 'Decided: {order}',
      heading: 'The dispute is decided',
      body: ['The outcome and the reason are at your desk. Until {until} UTC there is one appeal.'],
      button: 'See the outcome',
      notes: [],
    },
    dispute_closed: {
      subject: 'Dispute closed: {order}',
      heading: 'The dispute is closed',
      body: ['The outcome and the reason are at your desk.'],
      button: 'See the outcome',
      notes: [],
    },
    low_balance: {
      subject: 'Low balance: {site} has {balance} left',
      heading: 'Time to top up',
      body: [
        '{site} has {balance} left, less than the {below} you set. When it is not enough, new orders are refused; nothing is owed.',
      ],
      button: 'Open your desk',
      notes: ['You are not told again before it is back above.'],
    },
  },
};
