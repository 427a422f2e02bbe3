import type { CDPSession, Page } from 'playwright-core';
import { paidShort } from './fake-pool.ts';
import type { FakePool } from './fake-pool.ts';
import {
  actions,
  cny,
  confirmation,
  delivered,
  orderId,
  productId,
  sampleCheckout,
  sampleCodes,
  sampleOrder,
  sampleProduct,
  sampleRefund,
  token,
} from './sample.ts';
import { sampleDispute } from './sample-dispute.ts';

/** One thing a buyer can see: how the pool answers, where the page is opened, and what the buyer does to get there. */
export interface Shown {
  path: string;
  pool?: (pool: FakePool) => void;
  act?: (page: Page) => Promise<void>;
  /** What is on the page when the state is reached. */
  until: string;
  /** Where it is seen: a desktop unless said otherwise. */
  on?: 'phone' | 'wechat';
}

export const buyPath = `/buy/${productId}?site=pk_test_demo`;
export const orderPath = `/o/${orderId}#${token}`;

const form = '#contact';
const soon = new Date(Date.now() + 12.5 * 60_000).toISOString();
const held = sampleOrder({ expires_at: soon });
const heading = 'h1:not(.unseen h1)';
const shut = () => new Promise<never>(() => {});

/** Fills in what buying needs. */
export async function fillIn(page: Page): Promise<void> {
  await page.fill('#contact', 'buyer@example.com');
  await page.check('#consent');
}

async function confirm(page: Page): Promise<void> {
  await page.waitForSelector(form);
  await fillIn(page);
  await page.click('button[type=submit]');
}

const refused = (code: Parameters<typeof refuseWith>[0], until: string): Shown => ({
  path: buyPath,
  pool: refuseWith(code),
  act: confirm,
  until,
});
function refuseWith(
  refuse: Extract<
    Awaited<ReturnType<NonNullable<FakePool['handlers']['confirmCheckout']>>>,
    { refuse: unknown }
  >['refuse'],
) {
  return (pool: FakePool) => {
    pool.handlers.confirmCheckout = () => ({ refuse });
  };
}
const orderAs = (order: FakePool['order'], until = heading): Shown => ({
  path: orderPath,
  pool: (pool) => void (pool.order = order),
  until,
});
const paying = (kind: keyof typeof actions, until: string): Shown => ({
  path: buyPath,
  pool: (pool) => void (pool.handlers.confirmCheckout = () => confirmation(held, actions[kind])),
  act: confirm,
  until,
});
const opened = (change: (pool: FakePool) => void, until = form): Shown => ({ path: buyPath, pool: change, until });

const longName = 'Ultra Deluxe Anniversary Collector’s Edition Membership 十二个月尊享会员';

/** Every state of both pages. */
export const states: Record<string, Shown> = {
  loading: opened((pool) => void (pool.handlers.createCheckout = shut), '[aria-busy=true]'),
  open: { path: buyPath, until: form },
  open_details: { path: buyPath, until: '.price dl', act: async (page) => void (await page.click('.price summary')) },
  open_channels: opened((pool) => {
    const channels = ['支付宝 Alipay', '微信支付 WeChat Pay', 'USDT'].map((label, at) => ({ id: `c${at}`, label }));
    pool.handlers.createCheckout = () => sampleCheckout(1, { channels });
  }, '.choices'),
  open_plain: opened((pool) => {
    const product = sampleProduct({
      strike_allowed: false,
      region: 'global',
      limits: { min: 1, max: 1 },
      price: cny(10_000),
      saving_bps: 0,
    });
    pool.handlers.createCheckout = () => sampleCheckout(1, { product });
  }),
  open_too_much: opened((pool) => {
    const product = sampleProduct({
      name: longName,
      price: cny(123_456_789),
      list_price: {
        ...cny(234_567_890),
        source: 'https://www.starfall.example/store/membership',
        checked_on: '2026-11-01',
      },
    });
    pool.handlers.createCheckout = () => sampleCheckout(1, { product });
  }),
  mistakes: {
    path: buyPath,
    until: '#contact-below.danger',
    act: async (page) => void (await page.click('button[type=submit]')),
  },
  few_left: {
    path: `${buyPath}&quantity=4`,
    pool: (pool) =>
      void (pool.handlers.createCheckout = ({ body }) =>
        Number(body['quantity']) > 3 ? { refuse: 'sold_out' } : sampleCheckout(Number(body['quantity']))),
    until: '.notice',
  },
  confirming: {
    ...paying('qr', 'button[aria-busy=true]'),
    pool: (pool) => void (pool.handlers.confirmCheckout = shut),
  },
  unsure: {
    ...refused('internal', '.notice'),
    pool: (pool) => void (pool.handlers.confirmCheckout = () => ({ refuse: 'idempotency_in_progress' })),
  },
  too_many_open: refused('hold_limit', '.notice'),
  channel_down: refused('channel_unavailable', '.notice'),
  price_changed: {
    path: buyPath,
    pool: (pool) => {
      pool.handlers.confirmCheckout = () => ({ refuse: 'price_moved' });
      let price = 7600;
      pool.handlers.createCheckout = () =>
        sampleCheckout(1, { product: sampleProduct({ price: cny((price += 200) - 200) }) });
    },
    act: confirm,
    until: '.compare',
  },
  taken: refused('sold_out', '.heading .attention'),
  ended: refused('checkout_expired', '.heading .attention'),
  already: refused('checkout_confirmed', 'a.button'),
  sold_out: opened((pool) => {
    pool.handlers.createCheckout = () => ({ refuse: 'sold_out' });
    pool.handlers.getProduct = () => sampleProduct({ stock: 'sold_out' });
  }, '.product'),
  missing: opened((pool) => void (pool.handlers.createCheckout = () => ({ refuse: 'product_not_found' })), heading),
  misplaced: opened((pool) => void (pool.handlers.createCheckout = () => ({ refuse: 'origin_not_allowed' })), heading),
  failed: opened((pool) => void (pool.handlers.createCheckout = () => ({ refuse: 'not_json' })), heading),

  waiting: orderAs(held),
  waiting_redirect: { path: buyPath, act: confirm, until: 'h1:text("Gateway")' },
  waiting_not_yet: {
    ...orderAs(held),
    act: async (page) => void (await page.click('button.wide:not(.primary)')),
    until: 'p[role=status]:not(:empty)',
  },
  waiting_qr: paying('qr', '.qr-code'),
  waiting_phone: { ...paying('qr', 'a.primary'), on: 'phone' },
  waiting_wechat: { ...paying('qr', '.qr-code'), on: 'wechat' },
  waiting_form: paying('form', 'form[method=post]'),
  waiting_address: paying('address', '.qr-code'),
  waiting_unsupported: paying('client_secret', 'h1:not(.unseen h1)'),
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
    act: async (page) => void (await page.click('.primary')),
    until: '.code.open',
  },
  delivered_many: {
    ...orderAs(delivered(500)),
    act: async (page) => void (await page.click('.primary')),
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
    act: async (page) => page.getByText(/^(Something wrong with the code|卡密有问题|هل في الرمز مشكلة)/).click(),
    until: '#claim',
  },
  order_failed: {
    ...orderAs(sampleOrder()),
    pool: (pool) => void (pool.handlers.getOrder = () => ({ refuse: 'invalid_request' })),
  },
  gone: {
    ...orderAs(sampleOrder()),
    pool: (pool) => void (pool.handlers.getOrder = () => ({ refuse: 'order_not_found' })),
  },
  find: { path: '/o', until: '#number' },
  find_mistakes: { path: '/o', until: '.danger', act: async (page) => void (await page.click('button[type=submit]')) },
  sent: {
    path: `/o/${orderId}`,
    act: async (page) => {
      await page.fill('#contact', 'buyer@example.com');
      await page.click('button[type=submit]');
    },
    until: '.heading .good',
  },
  returned: { path: `/checkout/return?order=${orderId}`, until: heading },
};

/** Opens a fresh page in a state. */
export async function showState(
  page: Page,
  pool: FakePool,
  name: string,
  query: Record<string, string>,
): Promise<void> {
  const { path, pool: prepare, act, until } = states[name] ?? ({ path: '/', until: 'body' } satisfies Shown);
  // A new buyer each time: nothing is remembered from the state before.
  if (page.url().startsWith(pool.url)) {
    await page.evaluate(() => {
      sessionStorage.clear();
      localStorage.clear();
    });
  }
  await page.goto('about:blank');
  await pretend(page, states[name]?.on);
  pool.reset();
  prepare?.(pool);
  const url = new URL(path, pool.url);
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
  await page.goto(url.href);
  await act?.(page);
  await page
    .locator(until)
    .first()
    .waitFor({ state: until === '[aria-busy=true]' ? 'attached' : 'visible' });
}

const wechat =
  'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0.49';

/** What a page pretends; it ends with its session. */
const pretending = new WeakMap<Page, CDPSession>();

/** Makes the page's browser one with a finger, on its own or inside WeChat, or the desktop's again. */
async function pretend(page: Page, on: Shown['on']): Promise<void> {
  await pretending.get(page)?.detach();
  pretending.delete(page);
  if (on === undefined) return;
  const cdp = await page.context().newCDPSession(page);
  pretending.set(page, cdp);
  await cdp.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  if (on === 'wechat') await cdp.send('Emulation.setUserAgentOverride', { userAgent: wechat });
}
