import { z } from 'zod';

/** What an organisation is in the trade; one organisation is one kind. */
export const organisationKinds = ['supplier', 'agent', 'shop', 'operator'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** What a member or a key is in its organisation, from everything to looking on. */
export const roles = ['owner', 'manager', 'clerk', 'finance', 'viewer'] as const;
export type Role = (typeof roles)[number];

export const organisationKind = z.enum(organisationKinds).meta({ id: 'organisation_kind' });
export const role = z.enum(roles).meta({ id: 'role' });

type Grant = 'write' | 'read' | '-';
/** One grant for each role, in the order of {@link roles}. */
type Row = readonly [owner: Grant, manager: Grant, clerk: Grant, finance: Grant, viewer: Grant];

/**
 * What each role may do in each area, by kind of organisation. `write` includes `read`. An area that a kind does not list does
 * not exist for it.
 */
export const grants = {
  supplier: {
    //               owner    manager  clerk    finance  viewer
    organisation: ['write', 'read', 'read', 'read', 'read'],
    verification: ['write', 'write', '-', 'read', '-'],
    keys: ['write', 'write', '-', '-', '-'],
    audit: ['read', 'read', '-', 'read', '-'],
    goods: ['write', 'write', 'write', 'read', 'read'],
    stock: ['write', 'write', 'write', '-', 'read'],
    orders: ['read', 'read', 'read', 'read', 'read'],
    disputes: ['write', 'write', 'write', 'read', 'read'],
    money: ['write', 'read', '-', 'write', '-'],
    webhooks: ['write', 'write', '-', '-', 'read'],
  },
  agent: {
    organisation: ['write', 'read', 'read', 'read', 'read'],
    verification: ['write', 'write', '-', 'read', '-'],
    keys: ['write', 'write', '-', '-', '-'],
    audit: ['read', 'read', '-', 'read', '-'],
    goods: ['write', 'write', 'write', 'read', 'read'],
    orders: ['read', 'read', 'read', 'read', 'read'],
    disputes: ['write', 'write', 'write', 'read', 'read'],
    money: ['write', 'read', '-', 'write', '-'],
    webhooks: ['write', 'write', '-', '-', 'read'],
  },
  shop: {
    organisation: ['write', 'read', 'read', 'read', 'read'],
    verification: ['write', 'write', '-', 'read', '-'],
    keys: ['write', 'write', '-', '-', '-'],
    audit: ['read', 'read', '-', 'read', '-'],
    goods: ['read', 'read', 'read', 'read', 'read'],
    orders: ['write', 'write', 'write', 'read', 'read'],
    disputes: ['write', 'write', 'write', 'read', 'read'],
    money: ['write', 'read', '-', 'write', '-'],
    webhooks: ['write', 'write', '-', '-', 'read'],
    sites: ['write', 'write', '-', '-', 'read'],
  },
  operator: {
    organisation: ['write', 'read', 'read', 'read', 'read'],
    keys: ['write', 'write', '-', '-', '-'],
    audit: ['read', 'read', '-', 'read', 'read'],
    // Suppliers, agents, shops and products: to verify, review, freeze.
    verification: ['write', 'write', 'read', '-', '-'],
    goods: ['write', 'write', 'write', 'read', 'read'],
    parties: ['write', 'write', 'read', 'read', 'read'],
    orders: ['write', 'write', 'read', 'read', 'read'],
    disputes: ['write', 'write', 'write', 'read', 'read'],
    // Channels, bills, proofs, payouts, adjustments.
    money: ['write', 'read', '-', 'write', 'read'],
    // What buyers ask about their own data.
    records: ['write', 'write', '-', '-', '-'],
    // Fees, levels, commission and discount rules, coupons.
    rules: ['write', 'write', 'read', 'read', 'read'],
  },
} as const satisfies Record<OrganisationKind, Record<string, Row>>;

type Areas = { [Kind in OrganisationKind]: keyof (typeof grants)[Kind] }[OrganisationKind];

/** Permission to look at an area or to change it. */
export type Scope = `${Areas}:${'read' | 'write'}`;

/** Whether a role in an organisation of that kind has a scope. The one place where this is decided. */
export function hasScope(kind: OrganisationKind, given: Role, scope: Scope): boolean {
  const [area, wanted] = scope.split(':') as [string, 'read' | 'write'];
  const row: Row | undefined = (grants[kind] as Record<string, Row>)[area];
  const grant = row?.[roles.indexOf(given)] ?? '-';
  return grant === 'write' || grant === wanted;
}

/** Every scope of a role in an organisation of that kind. */
export function scopesOf(kind: OrganisationKind, given: Role): Scope[] {
  return Object.keys(grants[kind]).flatMap((area) =>
    (['read', 'write'] as const)
      .map((wanted) => `${area}:${wanted}` as Scope)
      .filter((scope) => hasScope(kind, given, scope)),
  );
}

/** Whether one role can do nothing that the other cannot; nobody gives away more than they have. */
export function isWithin(kind: OrganisationKind, given: Role, other: Role): boolean {
  return scopesOf(kind, given).every((scope) => hasScope(kind, other, scope));
}
