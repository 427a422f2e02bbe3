import { good, type DemoGood } from './good.ts';

const trial = {
  brand: 'Kameng Test',
  kind: 'game',
  category: 'test',
  faceValue: '¥10',
  listMinor: 1000,
  priceMinor: 900,
} as const;

/** Products whose names say how they misbehave: they force every refusal. */
export const testGoods: DemoGood[] = [
  good({
    ...trial,
    id: 'prd_01k0dem0test00000000000001',
    slug: 'test-sold-out',
    zh: '测试商品：确认时售罄',
    en: 'Test: sold out at confirm',
    mischief: 'sold_out',
  }),
  good({
    ...trial,
    id: 'prd_01k0dem0test00000000000002',
    slug: 'test-partial',
    zh: '测试商品：部分发货',
    en: 'Test: partial delivery',
    limits: { min: 2, max: 10 },
    mischief: 'partial',
  }),
  good({
    ...trial,
    id: 'prd_01k0dem0test00000000000003',
    slug: 'test-price-moved',
    zh: '测试商品：确认时涨价',
    en: 'Test: price moves at confirm',
    mischief: 'price_moved',
  }),
  good({
    ...trial,
    id: 'prd_01k0dem0test00000000000004',
    slug: 'test-slow-supplier',
    zh: '测试商品：供货慢',
    en: 'Test: slow supplier',
    mischief: 'slow_supplier',
  }),
  good({
    ...trial,
    id: 'prd_01k0dem0test00000000000005',
    slug: 'test-supplier-down',
    zh: '测试商品：供货失败',
    en: 'Test: supplier down',
    mischief: 'supplier_down',
  }),
];
