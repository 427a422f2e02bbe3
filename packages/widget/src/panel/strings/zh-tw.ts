import type { Strings } from './strings.ts';

export const zhTw: Strings = {
  buy: '購買',
  soldOut: '已售完',
  low: '庫存不多',
  worldwide: '全球',
  listPrice: '官網價',
  price: '售價',
  save: '省 {amount} · {percent}',
  search: '搜尋商品',
  clear: '查看全部商品',
  more: '查看更多',
  found: { other: '已顯示 {n} 件商品' },
  empty: '找不到相關商品。',
  failed: '商品沒有載入成功。',
  offline: '網路已中斷。',
  reference: '編號 {id}',
  retry: '再試一次',
  loading: '載入中',
  goOn: '前往結帳',
  noFrame: '這裡無法開啟結帳頁面。',
  findOrder: '查詢訂單',
};
