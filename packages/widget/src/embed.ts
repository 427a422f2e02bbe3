/** The loader as a module, for pages with a bundler: `import { Kameng } from '@kameng/widget/embed'`. */
import { start } from './loader/start.ts';
export type { Kameng as KamengGlobal } from './loader/start.ts';
export type { OpenResult } from './loader/open.ts';
export type { BuyOptions } from './loader/options.ts';
export type { Settings } from './loader/settings.ts';
export type { KamengAttributes, KamengCheckoutElement, KamengEventMap, OrderProgress } from './types/elements.ts';

declare const VERSION: string;

/** The page's one loader; undefined on a server. Name the pool first: `Kameng?.configure({ pool: 'https://pool.example' })`. */
export const Kameng = start(VERSION, (part) => (part === 'dialog' ? import('./dialog.ts') : import('./panel.ts')));
