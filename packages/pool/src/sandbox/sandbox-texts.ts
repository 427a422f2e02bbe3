import type { SandboxNotice } from './sandbox-payment.ts';
import type { SandboxOutcome } from './pay-sandbox-payment.ts';

interface Texts {
  title: string;
  note: string;
  merchant: string;
  amount: string;
  reference: string;
  pay: (amount: string) => string;
  misbehave: string;
  misbehaveNote: string;
  back: string;
  outcomes: Record<Exclude<SandboxOutcome, 'paid'>, { label: string; effect: string }>;
  states: Record<Exclude<SandboxNotice['state'], 'pending'> | 'underway' | 'unknown', string>;
}

/** Words of the gateway's own page. `{excess}` stands for what is paid too much. */
export const sandboxTexts: Record<'zh-CN' | 'en', Texts> = {
  'zh-CN': {
    title: '测试收银台',
    note: '这是测试环境，不会扣真实的钱。',
    merchant: '收款方',
    amount: '金额',
    reference: '支付单号',
    pay: (amount) => `支付 ${amount}`,
    misbehave: '让支付渠道出错',
    misbehaveNote: '每个按钮模拟一种真实渠道会出的问题，系统应当自动处理好。',
    back: '返回商家',
    outcomes: {
      failed: { label: '支付失败', effect: '没有扣款，商家会收到失败通知。' },
      late: { label: '钱到得太晚', effect: '订单过期之后才到账：有货就发货，没货就退款。' },
      twice: { label: '重复通知', effect: '只扣一次款，但通知商家三次；只应入账一次。' },
      less: { label: '少付一半', effect: '只到账一半：不发货，退回已付的钱。' },
      more: { label: '多付 {excess}', effect: '多到账 {excess}：照常发货，退回多付的钱。' },
      lost: { label: '通知丢失', effect: '已扣款，但商家收不到通知，需要主动查询才知道。' },
    },
    states: {
      paid: '已支付',
      failed: '支付失败，没有扣款',
      closed: '支付已关闭，没有扣款',
      refunded: '已退款',
      underway: '钱在路上，稍后到账',
      unknown: '没有这笔支付',
    },
  },
  en: {
    title: 'Test cashier',
    note: 'This is a test. No real money moves.',
    merchant: 'Paid to',
    amount: 'Amount',
    reference: 'Payment',
    pay: (amount) => `Pay ${amount}`,
    misbehave: 'Make the gateway misbehave',
    misbehaveNote:
      'Each button plays one thing that real gateways do. The shop should put every one of them right by itself.',
    back: 'Back to the shop',
    outcomes: {
      failed: { label: 'Payment fails', effect: 'Nothing is charged, and the shop is told so.' },
      late: {
        label: 'Money comes late',
        effect: 'It arrives after the order expired: delivered if there is stock, else refunded.',
      },
      twice: {
        label: 'Told again and again',
        effect: 'Charged once, but the shop is told three times; it must count once.',
      },
      less: {
        label: 'Half the amount',
        effect: 'Only half arrives: nothing is delivered and what was paid is returned.',
      },
      more: {
        label: '{excess} too much',
        effect: '{excess} more arrives: delivered as usual and the excess is returned.',
      },
      lost: { label: 'Notice is lost', effect: 'Charged, but the shop is never told; it has to ask by itself.' },
    },
    states: {
      paid: 'Paid',
      failed: 'The payment failed. Nothing was charged.',
      closed: 'The payment was closed. Nothing was charged.',
      refunded: 'Refunded',
      underway: 'The money is on its way and arrives later.',
      unknown: 'There is no such payment.',
    },
  },
};
