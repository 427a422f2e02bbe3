import { cny, sampleCheckout, sampleProduct } from './sample.ts';
import { buyPath, confirm, form, heading, opened, paying, refused, shut } from './shown.ts';
import type { Shown } from './shown.ts';

const longName = 'Ultra Deluxe Anniversary Collector’s Edition Membership 十二个月尊享会员';

/** Every state of the checkout, until there is an order. */
export const checkoutStates: Record<string, Shown> = {
  loading: opened((pool) => void (pool.handlers.createCheckout = shut), '[aria-busy=true]'),
  open: { path: buyPath, until: form },
  open_details: {
    path: `${buyPath}&quantity=20`,
    pool: (pool) => {
      const breakdown = (
        [
          ['list_price', 200_000],
          ['pool_saving', -48_000],
          ['quantity_saving', -7600],
          ['coupon', -2000],
        ] as const
      ).map(([kind, amount]) => ({ kind, amount: cny(amount) }));
      const product = sampleProduct({ limits: { min: 1, max: 500 } });
      pool.handlers.createCheckout = () => sampleCheckout(20, { product, breakdown, amount: cny(142_400) });
    },
    until: '.price dl',
    act: async (page) => void (await page.click('.price summary')),
  },
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
    act: async (view) => {
      await view.click('fieldset summary');
      await view.fill('#password', '12');
      await view.click('button[type=submit]');
    },
  },
  coupon_refused: {
    path: `${buyPath}&coupon=HELLO`,
    pool: (pool) =>
      void (pool.handlers.createCheckout = ({ body }) =>
        body['coupon'] ? { refuse: 'coupon_invalid' } : sampleCheckout()),
    until: '.notice',
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
  consent_changed: refused('consent_outdated', '.notice'),
  contact_refused: {
    path: buyPath,
    pool: (pool) =>
      void (pool.handlers.confirmCheckout = () => ({ refuse: 'invalid_request', pointer: '/contact/email' })),
    act: confirm,
    until: '#contact-below.danger',
  },
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
  failed: opened((pool) => void (pool.handlers.createCheckout = () => ({ refuse: 'internal' })), heading),

  offline: opened((pool) => void (pool.handlers.createCheckout = () => 'cut'), heading),
  busy: opened((pool) => void (pool.handlers.createCheckout = () => ({ refuse: 'rate_limited' })), heading),
  no_words: { path: buyPath, lost: /\/words-/, until: 'main > h1' },
  no_part: { ...refused('sold_out', 'form > button[type=button]'), lost: /\/refused-/ },
};
