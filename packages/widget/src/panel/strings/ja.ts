import type { Strings } from './strings.ts';

export const ja: Strings = {
  buy: '購入',
  soldOut: '売り切れ',
  low: '残りわずか',
  worldwide: '全世界',
  listPrice: '定価',
  price: '価格',
  save: '{amount} お得 ({percent})',
  search: '商品を検索',
  clear: 'すべての商品を見る',
  more: 'もっと見る',
  found: { other: '{n} 件の商品を表示中' },
  empty: '該当する商品がありません。',
  failed: '商品を読み込めませんでした。',
  offline: 'オフラインです。',
  reference: '照会番号 {id}',
  retry: '再試行',
  loading: '読み込み中',
  goOn: 'お支払いへ進む',
  noFrame: 'ここではお支払い画面を開けません。',
  findOrder: '注文を探す',
};
