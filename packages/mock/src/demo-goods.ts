import type { ProductKind } from '@kameng/contract/product';

/** How a test product misbehaves, and when. */
export type Mischief = 'sold_out' | 'partial' | 'price_moved' | 'slow_supplier' | 'supplier_down';

export interface DemoGood {
  id: string;
  slug: string;
  name: { zh: string; en: string };
  brand: string;
  kind: ProductKind;
  category: string;
  region: string;
  faceValue: string;
  listMinor: number;
  priceMinor: number;
  quantityPrices: { from: number; priceMinor: number }[];
  stock: number;
  limits: { min: number; max: number };
  secret: 'code' | 'serial_pin' | 'account' | 'link' | 'ticket';
  redeem: { zh: string; en: string; url: string | null };
  mischief: Mischief | null;
}

type Row = Pick<DemoGood, 'id' | 'slug' | 'brand' | 'kind' | 'category' | 'faceValue' | 'listMinor' | 'priceMinor'> &
  Partial<DemoGood> & { zh: string; en: string };

const redeemTexts: Record<DemoGood['secret'], { zh: string; en: string }> = {
  code: {
    zh: '登录品牌官网\n打开「兑换中心」\n输入兑换码并确认',
    en: 'Sign in on the brand’s site\nOpen “Redeem”\nEnter the code and confirm',
  },
  serial_pin: {
    zh: '打开充值页面\n输入卡号\n输入密码并确认',
    en: 'Open the top-up page\nEnter the serial number\nEnter the PIN and confirm',
  },
  account: {
    zh: '用给出的账号登录\n首次登录后修改密码',
    en: 'Sign in with the account given\nChange the password after the first sign-in',
  },
  link: { zh: '打开链接\n登录后自动到账', en: 'Open the link\nSign in; it is added by itself' },
  ticket: { zh: '入场时出示票码\n每个票码只能入场一次', en: 'Show the ticket code at the door\nEach code admits once' },
};

function good({ zh, en, ...row }: Row): DemoGood {
  const secret = row.secret ?? 'code';
  return {
    name: { zh, en },
    region: 'CN',
    quantityPrices: [],
    stock: 200,
    limits: { min: 1, max: 10 },
    secret,
    redeem: { ...redeemTexts[secret], url: null },
    mischief: null,
    ...row,
  };
}

const game = { kind: 'game', category: 'games' } as const;
const stream = { category: 'streaming' } as const;
const trial = {
  brand: 'Kameng Test',
  kind: 'game',
  category: 'test',
  faceValue: '¥10',
  listMinor: 1000,
  priceMinor: 900,
} as const;

/** The mock's shelf: fictional brands, one product of every kind, and the test products that force every refusal. */
export const demoGoods: DemoGood[] = [
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
  good({
    ...stream,
    id: 'prd_01k0dem0v1de00000000000001',
    slug: 'lumen',
    kind: 'video',
    brand: 'Lumen',
    zh: '流明影视年卡',
    en: 'Lumen video, one year',
    faceValue: '12 months',
    listMinor: 25_800,
    priceMinor: 16_800,
    secret: 'link',
  }),
  good({
    ...stream,
    id: 'prd_01k0dem0mvs100000000000001',
    slug: 'reed',
    kind: 'music',
    brand: 'Reed',
    zh: '芦笛音乐季卡',
    en: 'Reed music, three months',
    faceValue: '3 months',
    listMinor: 4500,
    priceMinor: 3300,
  }),
  good({
    id: 'prd_01k0dem0s0ft00000000000001',
    slug: 'quill',
    kind: 'software',
    category: 'software',
    brand: 'Quill',
    zh: '羽笔写作专业版',
    en: 'Quill Pro writing software',
    faceValue: '1 licence',
    listMinor: 39_900,
    priceMinor: 29_900,
    region: 'global',
    secret: 'serial_pin',
  }),
  good({
    id: 'prd_01k0dem0s0ft00000000000002',
    slug: 'harbour',
    kind: 'software',
    category: 'software',
    brand: 'Harbour',
    zh: '港湾云盘 2TB 年卡',
    en: 'Harbour Cloud 2 TB, one year',
    faceValue: '12 months',
    listMinor: 26_800,
    priceMinor: 19_800,
    region: 'global',
    secret: 'account',
  }),
  good({
    id: 'prd_01k0dem0c0rs00000000000001',
    slug: 'slate',
    kind: 'course',
    category: 'courses',
    brand: 'Slate',
    zh: '石板摄影入门课',
    en: 'Slate: photography for beginners',
    faceValue: '24 lessons',
    listMinor: 19_900,
    priceMinor: 12_900,
    secret: 'link',
  }),
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
