import type { Language } from '@kameng/contract/page';
import type { Order } from '@kameng/contract/order';
import type { Product } from '@kameng/contract/product';
import { stockBand } from './change-feed.ts';
import type { DemoGood } from './goods/good.ts';
import { yuan } from './price-checkout.ts';
import type { MockState } from './state.ts';

/** The mock speaks Chinese and English; the other languages of the wire read English. */
function tongue(language: Language): 'zh' | 'en' {
  return language === 'zh-CN' || language === 'zh-TW' ? 'zh' : 'en';
}

/** A product as the catalogue shows it. */
export function showProduct(state: MockState, good: DemoGood, language: Language): Product {
  return {
    ...showOrderProduct(good, language),
    category: good.category,
    list_price: { ...yuan(good.listMinor), source: 'https://brand.example/prices', checked_on: '2026-11-01' },
    price: yuan(good.priceMinor),
    saving_bps: Math.floor(((good.listMinor - good.priceMinor) * 10_000) / good.listMinor),
    strike_allowed: true,
    stock: stockBand(state, good),
    limits: good.limits,
    quantity_prices: good.quantityPrices.map((step) => ({ from: step.from, price: yuan(step.priceMinor) })),
  };
}

/** The part of a product that an order keeps. */
export function showOrderProduct(good: DemoGood, language: Language): Order['items'][number]['product'] {
  const text = tongue(language);
  return {
    id: good.id,
    name: good.name[text],
    brand: good.brand,
    kind: good.kind,
    image_url: `/art/${good.slug}.svg`,
    region: good.region,
    face_value: good.faceValue,
    redeem: { text: good.redeem[text], url: good.redeem.url },
  };
}
