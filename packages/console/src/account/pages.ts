import type { Page } from '../shell/page.ts';

/** Everybody's own account, and who else is in the organisation. */
export const accountPages: Page[] = [
  {
    path: 'security',
    name: ['登录与安全', 'Sign-in and security'],
    icon: 'shield',
    load: () => import('./security-page.tsx').then((part) => part.SecurityPage),
  },
  {
    path: 'sessions',
    name: ['已登录的设备', 'Signed-in devices'],
    icon: 'device',
    load: () => import('./sessions-page.tsx').then((part) => part.SessionsPage),
  },
  {
    path: 'members',
    name: ['成员', 'Members'],
    icon: 'people',
    scope: 'organisation:read',
    load: () => import('./members-page.tsx').then((part) => part.MembersPage),
  },
  {
    path: 'keys',
    name: ['组织密钥', 'Desk keys'],
    icon: 'key',
    scope: 'keys:read',
    load: () => import('./keys-page.tsx').then((part) => part.KeysPage),
  },
  {
    path: 'audit',
    name: ['操作记录', 'Audit log'],
    icon: 'list',
    scope: 'audit:read',
    load: () => import('./audit-page.tsx').then((part) => part.AuditPage),
  },
  {
    path: 'start',
    name: ['新的组织', 'New organisation'],
    icon: 'plus',
    load: () => import('./start-page.tsx').then((part) => part.StartPage),
  },
];
