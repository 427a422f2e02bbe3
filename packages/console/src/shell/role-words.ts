import type { OrganisationKind, Role } from '@kameng/contract/desk-roles';
import { words } from '../words/words.ts';

/** Kinds of organisations, as the rest of the product names them. */
export const kindWords = words<OrganisationKind>({
  supplier: ['供货商', 'Supplier'],
  agent: ['代理', 'Agent'],
  shop: ['网店', 'Shop'],
  operator: ['平台', 'Operator'],
});

/** Roles of members and keys. */
export const roleWords = words<Role>({
  owner: ['所有者', 'Owner'],
  manager: ['管理员', 'Manager'],
  clerk: ['操作员', 'Clerk'],
  finance: ['财务', 'Finance'],
  viewer: ['只读', 'Viewer'],
});
