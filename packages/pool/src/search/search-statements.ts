import type { Scope } from '@kameng/contract/desk-roles';
import type { Found } from '@kameng/contract/desk/search';
import { idPrefix } from '@kameng/contract/id';

/** Most that is found of one kind in one way. */
const foundMax = 20;

/** One look for one kind of thing; each is answered from an index. */
export interface Look {
  kind: Found['kind'];
  by: Found['by'];
  scope: Scope;
  text: string;
  values: unknown[];
}

/** Where things are looked for, what stands for their name, and who may see them. */
const places = {
  order: { table: 'orders', title: 'NULL::text', status: 'o.status', scope: 'orders:read' },
  product: {
    table: 'product',
    title: "COALESCE(o.names ->> 'zh-CN', o.names ->> 'en')",
    status: 'o.status',
    scope: 'goods:read',
  },
  supplier: { table: 'supplier', title: 'o.name', status: 'o.status', scope: 'parties:read' },
  agent: { table: 'agent', title: 'o.name', status: 'o.status', scope: 'parties:read' },
  site: { table: 'site', title: 'o.name', status: 'o.status', scope: 'parties:read' },
} as const satisfies Record<Found['kind'], { table: string; title: string; status: string; scope: Scope }>;

/** A look at one table. */
export function look(kind: Found['kind'], by: Found['by'], where: string, values: unknown[]): Look {
  const { table, title, status, scope } = places[kind];
  const text = `SELECT o.id, ${title} AS title, ${status} AS status, o.created_at FROM ${table} o WHERE ${where} LIMIT ${foundMax}`;
  return { kind, by, scope, text, values };
}

/** Looks for what has this very id; a payment's leads to its order. */
export function looksById(q: string): Look[] {
  if (q.startsWith(`${idPrefix.payment}_`))
    return [look('order', 'payment', 'o.id = (SELECT order_id FROM payment WHERE payment.id = $1)', [q])];
  const kind = (Object.keys(places) as Found['kind'][]).find((each) => q.startsWith(`${idPrefix[each]}_`));
  return kind ? [look(kind, 'id', 'o.id = $1', [q])] : [];
}

/** Looks for orders of a buyer, by the keyed hash of the address. */
export function lookByContact(fingerprint: Buffer): Look {
  return look('order', 'contact', 'o.contact_fingerprint = $1 ORDER BY o.id DESC', [fingerprint]);
}

/** Looks for the orders of codes, by their keyed hashes under each brand. */
export function lookByCode(fingerprints: readonly Buffer[]): Look {
  return look(
    'order',
    'code',
    'o.id IN (SELECT order_id FROM order_code JOIN code ON code.id = order_code.code_id WHERE code.fingerprint = ANY($1::bytea[]))',
    [fingerprints],
  );
}

/** Looks for what people call things: references, referral IDs, and how names begin. */
export function looksByWords(q: string): Look[] {
  const from = q.toLowerCase();
  // Behind everything that begins with it.
  const to = `${from}\u{10ffff}`;
  const begins = (column: string) =>
    `lower(${column}) ~>=~ $1 AND lower(${column}) ~<~ $2 ORDER BY lower(${column}) USING ~<~`;
  return [
    {
      ...look('order', 'payment', 'o.id IN (SELECT order_id FROM payment WHERE provider_reference = $1)', [q]),
      scope: 'money:read',
    },
    look('agent', 'reference', 'o.ref = $1', [q.toUpperCase()]),
    ...(['supplier', 'agent', 'site'] as const).map((kind) => look(kind, 'name', begins('o.name'), [from, to])),
    ...["o.names ->> 'en'", "o.names ->> 'zh-CN'", 'o.brand'].map((column) =>
      look('product', 'name', begins(column), [from, to]),
    ),
  ];
}
