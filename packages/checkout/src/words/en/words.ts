import { buy } from './buy.ts';
import { order } from './order.ts';
import { page } from './page.ts';

export const words = { ...page, ...buy, ...order };
