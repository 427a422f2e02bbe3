import type { Product, ProductPage } from '@kameng/contract/product';

type Row = [
  id: string,
  zh: string,
  en: string,
  brand: string,
  kind: Product['kind'],
  category: string,
  list: number,
  price: number,
  more?: Partial<Product>,
];

const rows: Row[] = [
  ['game00000000000001', '星坠 100 元点卡', 'Starfall ¥100 game card', 'Starfall', 'game', 'games', 10_000, 7600],
  ['game00000000000002', '苔谷 328 元礼包', 'Moss Valley ¥328 bundle', 'Moss Valley', 'game', 'games', 32_800, 28_900],
  [
    'game00000000000003',
    '铁潮 30 天月卡',
    'Iron Tide 30-day pass',
    'Iron Tide',
    'game',
    'games',
    3000,
    2550,
    { region: 'global' },
  ],
  ['video0000000000001', '流明影视年卡', 'Lumen video, one year', 'Lumen', 'video', 'streaming', 25_800, 16_800],
  [
    'last00000000000001',
    '霜河 648 元点券',
    'Frostbourne ¥648 points',
    'Frostbourne',
    'game',
    'games',
    64_800,
    61_200,
    { stock: 'low' },
  ],
  [
    'none00000000000001',
    '潮音音乐季卡',
    'Tidetone music, three months',
    'Tidetone',
    'music',
    'streaming',
    4500,
    3900,
    { stock: 'sold_out' },
  ],
  [
    'soft00000000000001',
    '墨格办公永久授权',
    'Inkgrid Office, perpetual licence',
    'Inkgrid',
    'software',
    'software',
    123_456_789,
    99_900_000,
  ],
  [
    'long00000000000001',
    '一个名字非常非常长的商品用来检查卡片在两行之后怎样收住文字而不把价格挤出去这一件事',
    'A product whose name is long enough to need more than two lines on any card that anyone will ever see',
    'Somewhat Long Brand Name',
    'course',
    'courses',
    19_900,
    14_900,
  ],
  [
    'coup00000000000001',
    '晨壳咖啡代金券',
    'Dawnshell coffee voucher',
    'Dawnshell',
    'coupon',
    'coupons',
    3000,
    3000,
    { saving_bps: 0 },
  ],
  [
    'tick00000000000001',
    '北岸音乐节单日票',
    'North Shore Festival, one day',
    'North Shore',
    'ticket',
    'tickets',
    48_000,
    45_600,
    { strike_allowed: false },
  ],
];

/** Every product of the fake pool in a language; those without texts of their own read English. */
export function products(lang: string | null): Product[] {
  return rows.map(([id, zh, en, brand, kind, category, list, price, more]) => ({
    id: `prd_01k0test${id}`,
    name: lang?.startsWith('zh') ? zh : en,
    brand,
    kind,
    category,
    image_url: `/art/${id}.svg`,
    region: 'CN',
    face_value: `¥${list / 100}`,
    list_price: {
      amount_minor: list,
      currency: 'CNY',
      source: 'https://brand.example/prices',
      checked_on: '2026-11-01',
    },
    price: { amount_minor: price, currency: 'CNY' },
    saving_bps: Math.floor(((list - price) * 10_000) / list),
    strike_allowed: true,
    stock: 'in_stock',
    limits: { min: 1, max: 10 },
    redeem: { text: 'Enter the code', url: null },
    quantity_prices: [],
    ...more,
  }));
}

/** A page of products, as the pool's list would answer; the cursor is the number of rows gone by. */
export function findProducts(query: URLSearchParams): ProductPage {
  const words = query.get('q')?.toLowerCase() ?? '';
  const from = Number(query.get('cursor') ?? 0);
  const limit = Number(query.get('limit') ?? 24);
  const category = query.get('category');
  const all = products(query.get('lang')).filter(
    (each) => (!category || each.category === category) && `${each.name} ${each.brand}`.toLowerCase().includes(words),
  );
  const data = all.slice(from, from + limit);
  return { data, next_cursor: from + limit < all.length ? String(from + limit) : null };
}
