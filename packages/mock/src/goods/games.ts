import { good, type DemoGood } from './good.ts';

const game = { kind: 'game', category: 'games' } as const;

/** Game cards. */
export const games: DemoGood[] = [
  good({
    ...game,
    id: 'prd_01k0dem0game00000000000001',
    slug: 'starfall',
    brand: 'Starfall',
    zh: '星坠 100 元点卡',
    en: 'Starfall ¥100 game card',
    faceValue: '¥100',
    listMinor: 10_000,
    priceMinor: 7600,
    quantityPrices: [{ from: 5, priceMinor: 7500 }],
  }),
  good({
    ...game,
    id: 'prd_01k0dem0game00000000000002',
    slug: 'moss-valley',
    brand: 'Moss Valley',
    zh: '苔谷 328 元礼包',
    en: 'Moss Valley ¥328 bundle',
    faceValue: '¥328',
    listMinor: 32_800,
    priceMinor: 28_900,
    secret: 'serial_pin',
  }),
  good({
    ...game,
    id: 'prd_01k0dem0game00000000000003',
    slug: 'iron-tide',
    brand: 'Iron Tide',
    zh: '铁潮 30 天月卡',
    en: 'Iron Tide 30-day pass',
    faceValue: '30 days',
    listMinor: 3000,
    priceMinor: 2550,
  }),
];
