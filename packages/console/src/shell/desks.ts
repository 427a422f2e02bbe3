import { accountPages } from '../account/pages.ts';
import { agentPages } from '../agent/pages.ts';
import { operatorPages } from '../operator/pages.ts';
import { shopPages } from '../shop/pages.ts';
import { supplierPages } from '../supplier/pages.ts';
import type { Desk, Page } from './page.ts';

/** Every page there is, by desk. */
export const desks: Record<Desk, readonly Page[]> = {
  supplier: supplierPages,
  agent: agentPages,
  shop: shopPages,
  operator: operatorPages,
  account: accountPages,
};
