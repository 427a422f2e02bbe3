import type { Order } from '@kameng/contract/order';
import type { MailTemplate } from '../order/order-rows.ts';
import { formatMoney } from './format-money.ts';
import { renderMailHtml } from './mail-html.ts';
import { mailTexts, type MailLanguage } from './mail-texts.ts';

/** A mail in words, before it becomes text or markup. It has no place for a code. */
export interface MailContent {
  language: MailLanguage;
  subject: string;
  heading: string;
  body: readonly string[];
  facts: readonly (readonly [label: string, value: string])[];
  button: string;
  link: string;
  notes: readonly string[];
  plainLink: string;
}

export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

/** The language a mail is written in for a buyer of any language. */
export function chooseMailLanguage(language: string): MailLanguage {
  return language.startsWith('zh') ? 'zh-CN' : 'en';
}

/** Renders one mail about an order as plain text and as HTML that says the same. */
export function renderMail(template: MailTemplate, order: Order, link: string, language: MailLanguage): RenderedMail {
  const content = describeMail(template, order, link, language);
  return { subject: content.subject, text: renderText(content), html: renderMailHtml(content) };
}

function describeMail(template: MailTemplate, order: Order, link: string, language: MailLanguage): MailContent {
  const texts = mailTexts[language];
  const words = texts.templates[template];
  const refunds = template === 'order_refunded' ? order.refunds.filter(({ status }) => status === 'done') : [];
  const returned = refunds.reduce((sum, { amount }) => sum + amount.amount_minor, 0);
  const values = {
    product: order.items[0]?.product.name ?? '',
    amount: formatMoney(
      {
        amount_minor: template === 'order_refunded' ? returned : order.amount.amount_minor,
        currency: order.amount.currency,
      },
      language,
    ),
  };
  const fill = (text: string) =>
    text.replaceAll(/\{(product|amount)\}/g, (_match, name: keyof typeof values) => values[name]);
  return {
    language,
    subject: fill(words.subject).replaceAll(/\s+/g, ' '),
    heading: fill(words.heading),
    body: words.body,
    facts:
      template === 'orders_link'
        ? []
        : [
            ...order.items.flatMap(({ product, quantity }): [string, string][] => [
              [texts.product, product.name],
              [texts.quantity, String(quantity)],
            ]),
            [texts.amount, formatMoney(order.amount, language)],
            ...refunds.map(({ amount, reason }): [string, string] => [
              texts.refunded,
              `${formatMoney(amount, language)} · ${texts.reasons[reason]}`,
            ]),
            [texts.order, order.id],
          ],
    button: words.button,
    link,
    notes: template === 'orders_link' ? [texts.noCodes] : [texts.keep, texts.noCodes],
    plainLink: texts.plainLink,
  };
}

/** The plain text of a mail. */
export function renderText({ heading, body, facts, button, link, notes }: MailContent): string {
  return [
    heading,
    body.join('\n\n'),
    facts.map(([label, value]) => `${label}: ${value}`).join('\n'),
    `${button}:\n${link}`,
    notes.join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}
