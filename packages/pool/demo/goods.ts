import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeFields } from '@kameng/contract/order';
import type { ProductKind } from '@kameng/contract/product';
import type { Art } from './covers.ts';

/** In what form a product's codes come. */
export type CodesAs = 'code' | 'product_key' | 'serial_pin' | 'account' | 'link' | 'voucher' | 'ticket';

/** One supplier's terms for a demo product; `steps` are quantities and the unit price from there on. */
export interface DemoOffer {
  supplier: string;
  price_minor: number;
  codes: number;
  steps?: [from: number, price_minor: number][];
}

/** A demo product as its data file has it. */
export interface DemoGood {
  id: string;
  slug: string;
  brand: string;
  kind: ProductKind;
  category: string;
  names: { 'zh-CN': string; en: string };
  face_value: string;
  region: string;
  list_price_minor: number;
  codes_as: CodesAs;
  limits_min?: number;
  limits_max: number;
  forced?: string;
  art: Art;
  offers: DemoOffer[];
}

/** The categories in the order of the shelf; each is a data file. */
const categories = ['games', 'streaming', 'software', 'courses', 'coupons', 'tickets', 'test'] as const;

/** Fields of each form, in the order they are shown. */
export const codeFieldsOf: Record<CodesAs, (keyof CodeFields)[]> = {
  code: ['code'],
  product_key: ['code'],
  serial_pin: ['serial', 'pin'],
  account: ['account', 'password'],
  link: ['link', 'expires_at'],
  voucher: ['code', 'expires_at'],
  ticket: ['code', 'serial', 'expires_at'],
};

function readJson<Value>(...path: string[]): Value {
  return JSON.parse(readFileSync(join(import.meta.dirname, ...path), 'utf8')) as Value;
}

/** Every demo product. */
export function readGoods(): DemoGood[] {
  return categories.flatMap((category) =>
    readJson<Omit<DemoGood, 'category'>[]>('goods', `${category}.json`).map((good) => ({ ...good, category })),
  );
}

/** How to redeem a product, in each language. */
export function redeemTexts({ brand, codes_as }: Pick<DemoGood, 'brand' | 'codes_as'>): {
  'zh-CN': string;
  en: string;
} {
  const texts = readJson<Record<CodesAs, { 'zh-CN': string; en: string }>>('redeem.json')[codes_as];
  return { 'zh-CN': texts['zh-CN'].replaceAll('{brand}', brand), en: texts.en.replaceAll('{brand}', brand) };
}
