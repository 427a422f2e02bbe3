import type { Refund } from '@kameng/contract/order';
import type { MailTemplate } from '../order/order-rows.ts';

/** Languages that mails are written in; others get English. */
export type MailLanguage = 'zh-CN' | 'en';

interface Words {
  subject: string;
  heading: string;
  body: readonly string[];
  button: string;
}

interface Texts {
  templates: Record<MailTemplate, Words>;
  reasons: Record<Refund['reason'], string>;
  product: string;
  quantity: string;
  amount: string;
  refunded: string;
  order: string;
  keep: string;
  noCodes: string;
  plainLink: string;
}

/** The words of every mail. `{product}` is the first product's name, `{amount}` what the mail is about in money. */
export const mailTexts: Record<MailLanguage, Texts> = {
  'zh-CN': {
    templates: {
      order_paid: {
        subject: '已收到付款：{product}',
        heading: '已收到付款',
        body: ['供货商正在准备卡密，好了会再发一封邮件。', '如果没能交付，款项会自动原路退回，您不用做任何事。'],
        button: '打开订单',
      },
      order_delivered: {
        subject: '卡密已就绪：{product}',
        heading: '卡密已就绪',
        body: ['打开订单页即可查看卡密。关了网页、换了设备，也能用这个链接找回。'],
        button: '查看卡密',
      },
      order_refunded: {
        subject: '已退回 {amount}：{product}',
        heading: '已退回 {amount}',
        body: ['原路退回，到账快慢取决于您的银行或应用。'],
        button: '打开订单',
      },
      order_link: {
        subject: '您的订单链接',
        heading: '您的订单链接',
        body: ['有人请求了这个订单的链接。如果不是您，可以不理会这封邮件：没有这个邮箱就看不到订单。'],
        button: '打开订单',
      },
      orders_link: {
        subject: '您的全部订单',
        heading: '您的全部订单',
        body: [
          '用这个链接可以看到用此邮箱买过的所有订单。链接 30 分钟内有效，只能打开一次。',
          '如果不是您请求的，可以不理会这封邮件：没有这个邮箱就打不开。',
        ],
        button: '查看订单',
      },
      dispute_offered: {
        subject: '请回应：{product} 的售后提议',
        heading: '供货商有一个提议',
        body: ['请在 48 小时内到订单页接受或拒绝。没有回应就按提议处理。'],
        button: '查看提议',
      },
      dispute_contested: {
        subject: '请补充证据：{product}',
        heading: '双方说法不一致',
        body: ['72 小时内可以在订单页补充说明和截图，之后由平台裁决。款项一直冻结，直到处理完毕。'],
        button: '补充证据',
      },
      dispute_decided: {
        subject: '售后已裁决：{product}',
        heading: '售后已裁决',
        body: ['结果和理由在订单页。7 天内可以申诉一次，之后按结果执行。'],
        button: '查看结果',
      },
      dispute_closed: {
        subject: '售后已结束：{product}',
        heading: '售后已结束',
        body: ['结果和理由在订单页。需要退款的已开始退回，更换的卡密也在那里。'],
        button: '查看结果',
      },
    },
    reasons: {
      short: '付款少于价格，订单没有成交',
      excess: '多付的部分',
      late: '付款到账时订单已过期，卡密已被别人买走',
      duplicate: '同一订单付了两次',
      undeliverable: '供货商没能交付',
      wrong_currency: '付款的币种不对',
      dispute: '售后处理结果',
      operator: '平台决定退款',
    },
    product: '商品',
    quantity: '数量',
    amount: '金额',
    refunded: '退款',
    order: '订单号',
    keep: '请保管好这封邮件：拿到链接的人就能打开这个订单。',
    noCodes: '卡密只在订单页显示，我们不会用邮件发送，也不会向您索要。',
    plainLink: '按钮打不开时，把这个链接复制到浏览器：',
  },
  en: {
    templates: {
      order_paid: {
        subject: 'Payment received: {product}',
        heading: 'Payment received',
        body: [
          'The supplier is preparing your order. We write again when it is delivered.',
          'If it cannot be delivered, your money is returned by itself; you need not do anything.',
        ],
        button: 'Open the order',
      },
      order_delivered: {
        subject: 'Delivered: {product}',
        heading: 'Delivered',
        body: [
          'What you bought is on the order page. With this link you can come back to it at any time, from any device.',
        ],
        button: 'Open the order',
      },
      order_refunded: {
        subject: '{amount} returned: {product}',
        heading: 'We returned {amount}',
        body: ['It arrives the way you paid. How fast depends on your bank or app.'],
        button: 'Open the order',
      },
      order_link: {
        subject: 'The link to your order',
        heading: 'The link to your order',
        body: [
          'Somebody asked for the link to this order. If it was not you, ignore this mail: without this mailbox nobody sees the order.',
        ],
        button: 'Open the order',
      },
      orders_link: {
        subject: 'All your orders',
        heading: 'All your orders',
        body: [
          'This link shows everything that was bought with this address. It is good for 30 minutes and opens once.',
          'If you did not ask for it, ignore this mail: without this mailbox nobody can open it.',
        ],
        button: 'See my orders',
      },
      dispute_offered: {
        subject: 'Please answer: an offer about {product}',
        heading: 'The supplier makes an offer',
        body: [
          'Take it or turn it down on the order page within 48 hours. Without an answer the offer is carried out.',
        ],
        button: 'See the offer',
      },
      dispute_contested: {
        subject: 'Add what you have: {product}',
        heading: 'The two sides disagree',
        body: [
          'For 72 hours you can add words and pictures on the order page; then the pool decides. The money stays frozen until the end.',
        ],
        button: 'Add evidence',
      },
      dispute_decided: {
        subject: 'Decided: {product}',
        heading: 'The dispute is decided',
        body: [
          'The outcome and the reason are on the order page. Within 7 days there is one appeal; then it is carried out.',
        ],
        button: 'See the outcome',
      },
      dispute_closed: {
        subject: 'Dispute closed: {product}',
        heading: 'The dispute is closed',
        body: [
          'The outcome and the reason are on the order page. Money that goes back is on its way; new codes are there too.',
        ],
        button: 'See the outcome',
      },
    },
    reasons: {
      short: 'Less than the price was paid, so nothing was sold',
      excess: 'What was paid too much',
      late: 'The money came after the order had expired and the codes were gone',
      duplicate: 'The order was paid twice',
      undeliverable: 'The supplier could not deliver',
      wrong_currency: 'Paid in another currency',
      dispute: 'Outcome of the dispute',
      operator: 'The pool decided to refund',
    },
    product: 'Product',
    quantity: 'Quantity',
    amount: 'Amount',
    refunded: 'Returned',
    order: 'Order',
    keep: 'Keep this mail safe: whoever has the link can open the order.',
    noCodes: 'Codes are shown on the order page only. We never send them by mail and never ask you for them.',
    plainLink: 'If the button does not work, copy this link into your browser:',
  },
};
