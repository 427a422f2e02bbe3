import { ownerPages } from '../payout/pages.ts';
import type { Page } from '../shell/page.ts';

/** The pages of the agent's desk. */
export const agentPages: Page[] = [
  {
    path: '',
    name: ['概览', 'Overview'],
    icon: 'home',
    scope: 'orders:read',
    load: () => import('./overview-page.tsx').then((part) => part.OverviewPage),
  },
  {
    path: 'links',
    name: ['推广链接', 'Links'],
    icon: 'link',
    scope: 'goods:read',
    load: () => import('./links-page.tsx').then((part) => part.LinksPage),
  },
  {
    path: 'prices',
    name: ['商品与加价', 'Goods and markup'],
    icon: 'tag',
    scope: 'goods:read',
    load: () => import('./markups-page.tsx').then((part) => part.MarkupsPage),
  },
  {
    path: 'storefront',
    name: ['店铺页', 'Storefront'],
    icon: 'globe',
    scope: 'goods:read',
    load: () => import('./storefront-page.tsx').then((part) => part.StorefrontPage),
  },
  {
    path: 'commissions',
    name: ['佣金', 'Commissions'],
    icon: 'list',
    scope: 'orders:read',
    load: () => import('./commissions-page.tsx').then((part) => part.CommissionsPage),
  },
  {
    path: 'downline',
    name: ['下级与等级', 'Downline and levels'],
    icon: 'people',
    scope: 'orders:read',
    load: () => import('./downline-page.tsx').then((part) => part.DownlinePage),
  },
  ...ownerPages,
];
