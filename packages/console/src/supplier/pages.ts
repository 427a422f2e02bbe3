import { ownerPages } from '../payout/pages.ts';
import type { Page } from '../shell/page.ts';

/** The pages of the supplier's desk. */
export const supplierPages: Page[] = [
  {
    path: '',
    name: ['概览', 'Overview'],
    icon: 'home',
    scope: 'orders:read',
    load: () => import('./overview-page.tsx').then((part) => part.OverviewPage),
  },
  {
    path: 'goods',
    name: ['商品', 'Goods'],
    icon: 'box',
    scope: 'goods:read',
    load: () => import('./goods-page.tsx').then((part) => part.GoodsPage),
  },
  {
    path: 'offers',
    name: ['供货', 'Offers'],
    icon: 'tag',
    scope: 'goods:read',
    load: () => import('./offers-page.tsx').then((part) => part.OffersPage),
  },
  {
    path: 'uploads',
    name: ['上传卡密', 'Upload codes'],
    icon: 'upload',
    scope: 'stock:read',
    load: () => import('./uploads-page.tsx').then((part) => part.UploadsPage),
  },
  {
    path: 'supply',
    name: ['接口供货', 'Supply server'],
    icon: 'link',
    scope: 'webhooks:read',
    load: () => import('./supply-page.tsx').then((part) => part.SupplyPage),
  },
  {
    path: 'stock',
    name: ['库存提醒', 'Stock and expiry'],
    icon: 'clock',
    scope: 'goods:read',
    load: () => import('./stock-page.tsx').then((part) => part.StockPage),
  },
  {
    path: 'orders',
    name: ['订单', 'Orders'],
    icon: 'list',
    scope: 'orders:read',
    load: () => import('./sales-page.tsx').then((part) => part.SalesPage),
  },
  {
    path: 'performance',
    name: ['表现', 'Performance'],
    icon: 'chart',
    scope: 'orders:read',
    load: () => import('./performance-page.tsx').then((part) => part.PerformancePage),
  },
  {
    path: 'disputes',
    name: ['售后', 'Disputes'],
    icon: 'scales',
    scope: 'disputes:read',
    load: () => import('../dispute/disputes-page.tsx').then((part) => part.DisputesPage),
  },
  ...ownerPages,
];
