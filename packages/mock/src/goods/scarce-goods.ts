import { good, type DemoGood } from './good.ts';

const game = { kind: 'game', category: 'games' } as const;

/** Three pieces left, and none. */
export const scarceGoods: DemoGood[] = [
  good({
    ...game,
    id: 'prd_01k0dem01ast00000000000001',
    slug: 'last-three',
    brand: 'Starfall',
    zh: '星坠限量皮肤',
    en: 'Starfall limited skin',
    faceValue: '1 skin',
    listMinor: 8800,
    priceMinor: 6600,
    stock: 3,
  }),
  good({
    ...game,
    id: 'prd_01k0dem0n0ne00000000000001',
    slug: 'sold-out',
    brand: 'Iron Tide',
    zh: '铁潮纪念徽章',
    en: 'Iron Tide memorial badge',
    faceValue: '1 badge',
    listMinor: 6600,
    priceMinor: 5000,
    stock: 0,
  }),
];
