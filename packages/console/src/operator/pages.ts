import type { Page } from '../shell/page.ts';

/** The pages of the operator's desk. */
export const operatorPages: Page[] = [];
