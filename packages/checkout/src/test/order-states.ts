import { paidShort } from './fake-pool.ts';
import {
  actions,
  cny,
  confirmation,
  delivered,
  orderId,
  sampleCheckout,
  sampleCodes,
  sampleOrder,
  sampleRefund,
} from './sample.ts';
import { sampleDispute } from './sample-dispute.ts';
import { buyPath, confirm, heading, held, orderAs, orderPath, paying, shut, soon } from './shown.ts';
import type { Shown } from './shown.ts';

/** Every state of an order, from waiting for its payment to the end, and of a page that has lost its order. */
export const orderStates: Record<string, Shown> = {
  waiting: orderAs(held),
  waiting_redirect: {
    path: buyPath,
    pool: (pool) => void (pool.order = held),
    act: async (view, page) => {
      await confirm(view);
      await page.waitForURL(/\/pay\//);
      await page.goBack();
    },
    until: 'a.primary',
  },
  waiting_not_yet: {
    ...orderAs(held),
    act: async (view) => void (await view.click('button.wide:not(.primary)')),
    until: 'p[role=status]:not(:empty)',
  },
  waiting_qr: paying('qr', '.qr-code'),
  waiting_phone: { ...paying('qr', 'a.primary'), on: 'phone' },
  waiting_wechat: { ...paying('qr', '.qr-code'), on: 'wechat' },
  waiting_alipay: { ...paying('qr', '.qr-code'), on: 'alipay' },
  waiting_ended: {
    path: buyPath,
    pool: (pool) => {
      const action = { ...actions.qr, expires_at: '2026-01-01T00:00:00.000Z' };
      pool.handlers.confirmCheckout = () => confirmation(held, action);
    },
    act: confirm,
    until: 'p + button.primary',
  },
  waiting_other: {
    ...paying('qr', 'details button'),
    pool: (pool) => {
      const channels = ['sandbox', '微信支付 WeChat Pay', 'USDT'].map((label) => ({ id: label, label }));
      pool.handlers.createCheckout = () => sampleCheckout(1, { channels });
      pool.handlers.confirmCheckout = () => confirmation(held, actions.qr);
    },
    act: async (view) => {
      await confirm(view);
      await view.click('summary');
    },
  },
  waiting_offline: {
    ...orderAs(held),
    act: async (view, page) => {
      await view.waitForSelector('button.primary');
      await page.context().setOffline(true);
    },
    until: '.notice',
  },
  waiting_balance: paying('none', 'progress'),
  waiting_form: paying('form', 'form[method=post]'),
  waiting_address: paying('address', '.qr-code'),
  waiting_unsupported: paying('client_secret', 'main > p'),
  pay_failed: orderAs(sampleOrder({ expires_at: soon, payment: { channel: 'sandbox', status: 'failed', paid: null } })),
  preparing: orderAs(sampleOrder({ status: 'paid', paid_at: new Date().toISOString() }), 'progress'),
  masked: orderAs(delivered(), '.code'),
  delivered: {
    path: buyPath,
    pool: (pool) => {
      pool.order = delivered();
      pool.handlers.confirmCheckout = () =>
        confirmation(pool.order, { kind: 'none', expires_at: '2099-01-01T00:00:00.000Z' });
    },
    act: confirm,
    until: '.code.open',
  },
  delivered_fields: {
    ...orderAs(delivered(2)),
    pool: (pool) => {
      pool.order = delivered(2);
      pool.handlers.revealOrder = () =>
        sampleCodes(pool.order, {
          serial: '8800123456789012',
          pin: '402918',
          account: 'star-fall-0042@accounts.example',
          password: 'k7#Qp-29x!Lm',
          link: 'https://starfall.example/activate?key=9f86d081884c7d659a2feaa0c55ad015',
          expires_at: '2027-12-31',
        });
    },
    act: async (view) => void (await view.click('.primary')),
    until: '.code.open',
  },
  delivered_many: {
    ...orderAs(delivered(500)),
    act: async (view) => void (await view.click('.primary')),
    until: '.code.open',
  },
  partly: orderAs(
    delivered(3, { refunds: [sampleRefund({ amount: cny(15_200), reason: 'undeliverable' })] }, 5),
    '.code',
  ),
  expired: orderAs(sampleOrder({ status: 'expired', expires_at: null })),
  refunding_short: orderAs(
    sampleOrder({ status: 'refunding', payment: paidShort, refunds: [sampleRefund()] }),
    '.notice',
  ),
  refunded_late: orderAs(
    sampleOrder({ status: 'refunded', refunds: [sampleRefund({ reason: 'late', status: 'done', amount: cny(7600) })] }),
    '.notice',
  ),
  delivered_excess: orderAs(
    delivered(1, {
      payment: { channel: 'sandbox', status: 'paid', paid: cny(8000) },
      refunds: [
        sampleRefund({ reason: 'excess', amount: cny(400) }),
        sampleRefund({
          id: 'rfd_01k0dem0game00000000000002',
          reason: 'duplicate',
          status: 'failed',
          amount: cny(7600),
        }),
      ],
    }),
    '.notice',
  ),
  reveal_failed: {
    ...orderAs(delivered()),
    pool: (pool) => {
      pool.order = delivered();
      pool.handlers.revealOrder = () => ({ refuse: 'invalid_request' });
    },
    act: async (view) => {
      const before = await view.textContent('p[role=status]');
      await view.click('.primary');
      await view.waitForFunction((text) => document.querySelector('p[role=status]')?.textContent !== text, before);
    },
    until: '.code',
  },
  delivered_copied: {
    ...orderAs(delivered()),
    act: async (view) => {
      await view.click('.primary');
      await view.click('.code.open button');
    },
    until: '.unseen[role=status]:not(:empty)',
  },
  disputed: {
    ...orderAs(delivered(1, { status: 'disputed' }), '.dispute button'),
    pool: (pool) => {
      pool.order = delivered(1, { status: 'disputed' });
      pool.handlers.listDisputes = () => ({ data: [sampleDispute()] });
    },
  },
  dispute_form: {
    path: orderPath,
    pool: (pool) => {
      pool.order = delivered(1);
      pool.handlers.listDisputes = () => ({ data: [] });
    },
    act: async (view) => view.getByText(/^(Something wrong with the code|卡密有问题|هل في الرمز مشكلة)/).click(),
    until: '#claim',
  },
  dispute_closed: {
    ...orderAs(delivered(1, { status: 'disputed' }), '.dispute h3'),
    pool: (pool) => {
      pool.order = delivered(1, { status: 'disputed' });
      const outcome = { kind: 'part', amount: cny(2000) } as const;
      const reason = 'The buyer took the supplier’s offer.';
      pool.handlers.listDisputes = () => ({
        data: [sampleDispute({ status: 'closed', turn: null, offer: null, deadline: null, outcome, reason, may: [] })],
      });
    },
  },
  order_loading: { ...orderAs(held, '[aria-busy=true]'), pool: (pool) => void (pool.handlers.getOrder = shut) },
  order_failed: {
    ...orderAs(sampleOrder()),
    pool: (pool) => void (pool.handlers.getOrder = () => ({ refuse: 'invalid_request' })),
  },
  gone: {
    ...orderAs(sampleOrder()),
    pool: (pool) => void (pool.handlers.getOrder = () => ({ refuse: 'order_not_found' })),
  },
  find: { path: '/o', until: '#number' },
  find_mistakes: { path: '/o', until: '.danger', act: async (view) => void (await view.click('button[type=submit]')) },
  find_busy: {
    path: `/o/${orderId}`,
    pool: (pool) => void (pool.handlers.lookupOrder = () => ({ refuse: 'rate_limited' })),
    act: async (view) => {
      await view.fill('#contact', 'buyer@example.com');
      await view.click('button[type=submit]');
    },
    until: '.notice',
  },
  sent: {
    path: `/o/${orderId}`,
    act: async (view) => {
      await view.fill('#contact', 'buyer@example.com');
      await view.click('button[type=submit]');
    },
    until: '.heading .good',
  },
  returned: { path: `/checkout/return?order=${orderId}`, until: heading },
};
