import type { OrganisationKind, Scope } from '@kameng/contract/desk-roles';
import type { ComponentType } from 'preact';
import type { IconName } from '../parts/icon.tsx';
import type { Pair } from '../words/words.ts';

/** One page of a desk; a desk's `pages.ts` has one line for each. */
export interface Page {
  /** Below the desk: `products` is /console/supplier/products, '' its first page. */
  path: string;
  name: Pair;
  icon: IconName;
  /** Shown to whoever has it. */
  scope?: Scope;
  load: () => Promise<ComponentType>;
}

/** Desks: one for each kind of organisation, and everybody's own account. */
export type Desk = OrganisationKind | 'account';
