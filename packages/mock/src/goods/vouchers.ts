import { good, type DemoGood } from './good.ts';

/** A shopping coupon and an event ticket. */
export const vouchers: DemoGood[] = [
  good({
    id: 'prd_01k0dem0c0vp00000000000001',
    slug: 'morning-cup',
    kind: 'coupon',
    category: 'coupons',
    brand: 'Morning Cup',
    zh: '晨杯咖啡 50 元代金券',
    en: 'Morning Cup ¥50 coffee voucher',
    faceValue: '¥50',
    listMinor: 5000,
    priceMinor: 4150,
    limits: { min: 1, max: 20 },
  }),
  good({
    id: 'prd_01k0dem0t1ck00000000000001',
    slug: 'north-hall',
    kind: 'ticket',
    category: 'tickets',
    brand: 'North Hall',
    zh: '北馆音乐节单日票',
    en: 'North Hall festival, one day',
    faceValue: '1 day',
    listMinor: 48_000,
    priceMinor: 42_000,
    limits: { min: 1, max: 4 },
    secret: 'ticket',
  }),
];
