import type { Strings } from './strings.ts';

export const zhCn: Strings = {
  buy: '购买',
  soldOut: '已售罄',
  low: '库存紧张',
  worldwide: '全球',
  listPrice: '官网价',
  price: '售价',
  save: '省 {amount} · {percent}',
  search: '搜索商品',
  clear: '查看全部商品',
  more: '查看更多',
  found: { other: '已显示 {n} 件商品' },
  empty: '没有找到相关商品。',
  failed: '商品没有加载出来。',
  offline: '网络已断开。',
  reference: '编号 {id}',
  retry: '重试',
  loading: '加载中',
  goOn: '前往结账',
  noFrame: '此处无法打开结账页面。',
  findOrder: '查找订单',
};
