import { buy } from './buy.ts';
import { order } from './order.ts';
import { page } from './page.ts';

export const words = { ...page, ...buy, ...order };

/** Words that come with a late part of the page. */
export const late = {
  refused: () => import('./refused.ts'),
  unusual: () => import('./unusual.ts'),
};
