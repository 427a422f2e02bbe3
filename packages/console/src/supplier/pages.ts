import type { Page } from '../shell/page.ts';

/** The pages of the supplier's desk. */
export const supplierPages: Page[] = [];
