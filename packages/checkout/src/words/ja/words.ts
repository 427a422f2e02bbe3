import { buy } from './buy.ts';
import { page } from './page.ts';

export const words = { ...page, ...buy };

/** Words that come with a late part of the page. */
export const late = {
  refused: () => import('./refused.ts'),
  order: () => import('./order.ts'),
  unusual: () => import('./unusual.ts'),
};
