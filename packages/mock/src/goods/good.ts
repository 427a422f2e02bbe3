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

/** A product with what most have, where the row says nothing else. */
export function good({ zh, en, ...row }: Row): DemoGood {
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
