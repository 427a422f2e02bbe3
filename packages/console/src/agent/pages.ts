import type { Page } from '../shell/page.ts';

/** The pages of the agent's desk. */
export const agentPages: Page[] = [];
