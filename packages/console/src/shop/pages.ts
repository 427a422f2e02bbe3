import type { Page } from '../shell/page.ts';

/** The pages of the shop's desk. */
export const shopPages: Page[] = [
  {
    path: '',
    name: ['概览', 'Overview'],
    icon: 'home',
    scope: 'sites:read',
    load: () => import('./overview-page.tsx').then((part) => part.OverviewPage),
  },
  {
    path: 'balance',
    name: ['余额', 'Balance'],
    icon: 'money',
    scope: 'money:read',
    load: () => import('./balance-page.tsx').then((part) => part.BalancePage),
  },
  {
    path: 'prices',
    name: ['价格表', 'Price list'],
    icon: 'tag',
    scope: 'goods:read',
    load: () => import('./prices-page.tsx').then((part) => part.PricesPage),
  },
  {
    path: 'sites',
    name: ['站点与来源', 'Sites and origins'],
    icon: 'globe',
    scope: 'sites:read',
    load: () => import('./sites-page.tsx').then((part) => part.SitesPage),
  },
  {
    path: 'keys',
    name: ['接口密钥', 'API keys'],
    icon: 'key',
    scope: 'keys:read',
    load: () => import('./site-keys-page.tsx').then((part) => part.SiteKeysPage),
  },
  {
    path: 'webhooks',
    name: ['回调通知', 'Webhooks'],
    icon: 'link',
    scope: 'webhooks:read',
    load: () => import('./webhooks-page.tsx').then((part) => part.WebhooksPage),
  },
];
