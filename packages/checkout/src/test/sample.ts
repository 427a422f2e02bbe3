import type { Checkout, Confirmation, PaymentAction } from '@kameng/contract/checkout';
import type { Money } from '@kameng/contract/money';
import type { CodeFields, Order, Refund, Revealed } from '@kameng/contract/order';
import type { Product } from '@kameng/contract/product';

const far = '2099-01-01T00:00:00.000Z';
const id = (prefix: string, n: number) => `${prefix}_01k0dem0game0000${String(n).padStart(10, '0')}`;

export const productId = id('prd', 1);
export const checkoutId = id('chk', 1);
export const orderId = id('ord', 1);
export const secret = `cks_${'s'.repeat(43)}`;
export const token = `ort_${'t'.repeat(43)}`;

export function cny(amount_minor: number): Money {
  return { amount_minor, currency: 'CNY' };
}

export function sampleProduct(change: Partial<Product> = {}): Product {
  return {
    id: productId,
    name: 'Starfall 星坠 ¥100',
    brand: 'Starfall',
    kind: 'game',
    category: 'games',
    image_url: '/art/starfall.svg',
    region: 'CN',
    face_value: '¥100',
    list_price: { ...cny(10_000), source: 'starfall.example', checked_on: '2026-11-01' },
    price: cny(7600),
    saving_bps: 2400,
    strike_allowed: true,
    stock: 'in_stock',
    limits: { min: 1, max: 10 },
    redeem: {
      text: '打开游戏，进入“设置”。\n选择“兑换码”，粘贴卡密。\n确认后几秒内到账。',
      url: 'https://starfall.example/redeem',
    },
    quantity_prices: [],
    ...change,
  };
}

export function sampleCheckout(quantity = 1, change: Partial<Checkout> = {}): Checkout {
  const product = change.product ?? sampleProduct();
  const amount = cny(product.price.amount_minor * quantity);
  const list = cny(product.list_price.amount_minor * quantity);
  return {
    id: checkoutId,
    secret,
    status: 'open',
    product,
    quantity,
    unit_price: product.price,
    amount,
    breakdown: [
      { kind: 'list_price', amount: list },
      { kind: 'pool_saving', amount: cny(amount.amount_minor - list.amount_minor) },
    ],
    channels: [{ id: 'sandbox', label: 'Sandbox 沙盒支付' }],
    consent: {
      text_version: '2026-11-01',
      text: '我同意立即交付，并知道卡密显示后不能无理由退货。 I agree to instant delivery and know that a code that was shown cannot be returned without a reason.',
    },
    expires_at: far,
    url: `http://localhost/checkout/${checkoutId}#${secret}`,
    ...change,
  };
}

export function sampleOrder(change: Partial<Order> = {}, codes: number = 0, quantity = Math.max(codes, 1)): Order {
  const { id: product, name, brand, kind, image_url, region, face_value, redeem } = sampleProduct();
  return {
    id: orderId,
    status: 'held',
    amount: cny(7600 * quantity),
    items: [
      {
        id: id('itm', 1),
        product: { id: product, name, brand, kind, image_url, region, face_value, redeem },
        quantity,
        unit_price: cny(7600),
        status: codes > 0 ? 'delivered' : 'held',
        codes: Array.from({ length: codes }, (_, at) => ({
          id: id('cod', at),
          masked: '····-····-····-7QX4',
          revealed_at: null,
        })),
      },
    ],
    payment: { channel: 'sandbox', status: 'waiting', paid: null },
    refunds: [],
    client_reference: null,
    sequence: 1,
    created_at: '2026-11-22T09:00:00.000Z',
    expires_at: far,
    paid_at: null,
    delivered_at: null,
    ...change,
  };
}

/** An order with `codes` delivered codes. */
export function delivered(codes = 1, change: Partial<Order> = {}, quantity = codes): Order {
  return sampleOrder(
    {
      status: 'delivered',
      payment: { channel: 'sandbox', status: 'paid', paid: cny(7600 * quantity) },
      expires_at: null,
      paid_at: '2026-11-22T09:01:00.000Z',
      delivered_at: '2026-11-22T09:01:01.000Z',
      sequence: 9,
      ...change,
    },
    codes,
    quantity,
  );
}

export function sampleRefund(change: Partial<Refund> = {}): Refund {
  return {
    id: id('rfd', 1),
    amount: cny(5000),
    status: 'pending',
    reason: 'short',
    created_at: '2026-11-22T09:02:00.000Z',
    done_at: null,
    ...change,
  };
}

export function sampleCodes(order: Order, fields?: CodeFields): Revealed {
  const { redeem } = sampleProduct();
  const codes = order.items.flatMap((item) =>
    item.codes.map(({ id }, at) => ({
      id,
      item_id: item.id,
      fields: fields ?? { code: `STAR-FALL-${String(4000 + at)}-7QX4`, expires_at: '2027-12-31' },
      redeem,
    })),
  );
  return { codes, next_cursor: null };
}

export const redirect = (url: string): PaymentAction => ({ kind: 'redirect', url, expires_at: far });

/** The actions other than a redirect, as a channel could answer them. */
export const actions = {
  qr: { kind: 'qr', text: 'https://qr.example/pay/1234567890', app_url: 'demopay://pay/1234567890', expires_at: far },
  form: { kind: 'form', url: 'https://gateway.example/pay', fields: { out_trade_no: '1', sign: 'x' }, expires_at: far },
  client_secret: { kind: 'client_secret', provider: 'Cardly', secret: 'x', public_key: 'y', expires_at: far },
  address: {
    kind: 'address',
    network: 'TRON (TRC-20)',
    address: 'TXLAQ63Xg1NAzckPwKHvzw7CSEmLMEqcdj',
    amount: '10.64 USDT',
    expires_at: far,
  },
  none: { kind: 'none', expires_at: far },
} as const satisfies Record<string, PaymentAction>;

export function confirmation(order: Order, action: PaymentAction): Confirmation {
  return { order, order_token: token, action };
}
