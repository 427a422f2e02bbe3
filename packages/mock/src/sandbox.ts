import { http, HttpResponse } from 'msw';
import { changeOrder } from './change-order.ts';
import { passTime } from './pass-time.ts';
import { receiveMoney } from './receive-money.ts';
import { outcomes, type MockPayment, type MockState, type Outcome } from './state.ts';

/** A late callback comes this long after the hold has ended; a lost one is found by the first query. */
const lateMs = 2000;
const queryMs = 30_000;

const words: Record<Outcome, string> = {
  paid: '支付成功 · Pay',
  failed: '支付失败 · Payment fails',
  late: '到账太晚 · Pay, told after the hold',
  twice: '重复通知 · Pay, told twice',
  less: '少付 · Pay too little',
  more: '多付 · Pay too much',
  lost: '通知丢失 · Pay, never told',
};

/** The gateway's page, what its buttons do, and the mails that would have gone out. */
export function sandboxHandlers(state: MockState) {
  return [
    http.get('*/sandbox/pay/:payment', ({ params }) => {
      passTime(state);
      const payment = state.payments.get(String(params.payment));
      return payment ? HttpResponse.html(payPage(payment)) : new HttpResponse('No such payment', { status: 404 });
    }),
    http.post('*/sandbox/pay/:payment', async ({ params, request }) => {
      passTime(state);
      const payment = state.payments.get(String(params.payment));
      const chosen = new URLSearchParams(await request.text()).get('outcome');
      const outcome = outcomes.find((each) => each === chosen);
      if (!payment || !outcome) return new HttpResponse('No such payment or outcome', { status: payment ? 400 : 404 });
      if (payment.status === 'waiting' || payment.status === 'closed') payWith(state, payment, outcome);
      return new HttpResponse(null, { status: 303, headers: { location: returnUrl(state, payment) } });
    }),
    http.get('*/dev/mail', () => HttpResponse.html(mailPage(state))),
    http.get('*/dev/mail.json', ({ request }) => {
      const recipient = new URL(request.url).searchParams.get('recipient');
      const mails = state.mails.filter(({ to }) => recipient === null || to === recipient);
      return HttpResponse.json({
        data: mails.map(({ id, to, subject, link, at }) => ({
          id,
          recipient: to,
          subject,
          text_body: link,
          created_at: at,
        })),
      });
    }),
  ];
}

/** Does what a buyer and a misbehaving gateway would do. */
export function payWith(state: MockState, payment: MockPayment, outcome: Outcome): void {
  const order = state.orders.get(payment.orderId);
  const due = payment.due.amount_minor;
  if (outcome === 'paid' || outcome === 'twice') receiveMoney(state, payment, due);
  if (outcome === 'twice') receiveMoney(state, payment, due);
  if (outcome === 'less') receiveMoney(state, payment, due - 1);
  if (outcome === 'more') receiveMoney(state, payment, due + 100);
  if (outcome === 'late') payment.tellAt = (order?.holdUntil ?? state.now()) + lateMs;
  if (outcome === 'lost') payment.tellAt = state.now() + queryMs;
  if (outcome !== 'failed' || !order) return;
  payment.status = 'failed';
  changeOrder(state, order, {});
}

function returnUrl(state: MockState, payment: MockPayment): string {
  const mode = state.orders.get(payment.orderId)?.embedMode;
  const framed = mode === 'overlay' || mode === 'inline';
  return framed ? `${state.poolUrl}/checkout/return?order=${payment.orderId}` : `${state.poolUrl}/o/${payment.orderId}`;
}

function payPage(payment: MockPayment): string {
  const buttons = outcomes
    .map((outcome) => `<button name="outcome" value="${outcome}">${words[outcome]}</button>`)
    .join('');
  const amount = `¥${(payment.due.amount_minor / 100).toFixed(2)}`;
  return document(
    '沙箱收银台 · Sandbox gateway',
    `<p class="amount">${amount}</p><p>${payment.id} · ${payment.status}</p><form method="post">${buttons}</form>`,
  );
}

function mailPage(state: MockState): string {
  const mails = state.mails.map(
    (mail) => `<li><a href="${mail.link}">${mail.subject}</a><br><small>${mail.to} · ${mail.at}</small></li>`,
  );
  return document('邮件 · Mail', mails.length > 0 ? `<ul>${mails.join('')}</ul>` : '<p>还没有邮件。 No mail yet.</p>');
}

function document(title: string, body: string): string {
  const style =
    'body{font:15px/1.5 system-ui,sans-serif;max-width:420px;margin:48px auto;padding:0 16px;color:#151a17;background:#f6f7f6}' +
    'h1{font-size:24px}.amount{font-size:32px;font-weight:600;margin:0}form{display:grid;gap:8px}' +
    'button{font:inherit;min-height:44px;border:1px solid #87908b;border-radius:8px;background:#fff;text-align:left;padding:0 16px}' +
    'button:first-child{background:#0b6b4b;border-color:#0b6b4b;color:#fff}';
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style><h1>${title}</h1>${body}</html>`;
}
