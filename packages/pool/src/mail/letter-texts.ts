import type { MailLanguage } from './mail-texts.ts';

export type LetterTemplate = 'sign_in_link' | 'invitation';

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
  },
  en: {
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
  },
};
