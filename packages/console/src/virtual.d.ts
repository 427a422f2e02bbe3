declare module 'virtual:desks' {
  import type { OrganisationKind, Role, Scope } from '@kameng/contract/desk-roles';
  import type { DeskRouteName } from '@kameng/contract/desk-routes';

  /** `METHOD /path` of every call, made from the contract when the app is built. */
  export const calls: Record<DeskRouteName, string>;
  /** What each role may do, made from the contract when the app is built. */
  export const scopes: Record<OrganisationKind, Record<Role, readonly Scope[]>>;
}

declare module '*?worker&url' {
  const url: string;
  export default url;
}
