import type { Page } from '../shell/page.ts';

/** The pages of the shop's desk. */
export const shopPages: Page[] = [];
