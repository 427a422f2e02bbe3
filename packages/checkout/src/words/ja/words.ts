import type { Words } from '../say.ts';
import { buy } from './buy.ts';
import { order } from './order.ts';
import { page } from './page.ts';

export const words: Words = { ...page, ...buy, ...order };
