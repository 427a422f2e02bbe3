import type { Goods } from '@kameng/contract/desk/supplier';

/** Goods as a supplier describes them: list ¥100. */
export function sampleGoods(name: string): Goods {
  return {
    names: { 'zh-CN': `星坠点卡 ${name}`, en: `Starfall card ${name}` },
    brand: `Starfall ${name}`,
    kind: 'game',
    category: 'games',
    region: 'CN',
    face_value: '¥100',
    redeem_texts: { 'zh-CN': '登录后点击兑换。', en: 'Sign in and press Redeem.' },
    redeem_url: 'https://starfall.example/redeem',
    code_fields: ['code'],
    list_price: { amount_minor: 10_000, currency: 'CNY' },
    list_price_source: 'https://starfall.example/prices',
    limits: { min: 1, max: 100 },
  };
}
