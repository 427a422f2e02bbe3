import type { ClientBase } from 'pg';
import type { Purchase } from './buy-orders.ts';

interface Earlier {
  orderId: string;
  fingerprint: Buffer;
}

/** What was bought before under the same references and keys. */
export interface EarlierPurchases {
  byReference(purchase: Purchase): Earlier | undefined;
  byKey(purchase: Purchase): Earlier | undefined;
  /** Whether another purchase before this one in the batch uses the same reference or key. */
  isTwin(purchase: Purchase, orderId: string): boolean;
}

/** Looks up references and Idempotency-Keys of a batch; exact for shops whose balance the caller has locked. */
export async function findEarlier(client: ClientBase, purchases: readonly Purchase[]): Promise<EarlierPurchases> {
  const [byReference, byKey] = await Promise.all([findReferences(client, purchases), findKeys(client, purchases)]);
  const referenceOf = ({ site, body }: Purchase) => `${site.id} ${body.client_reference}`;
  const keyOf = ({ idempotency }: Purchase) => idempotency && `${idempotency.scope} ${idempotency.key}`;
  const first = new Map<string, string>();
  for (const purchase of purchases) {
    for (const name of [`reference ${referenceOf(purchase)}`, keyOf(purchase)])
      if (name !== undefined && !first.has(name)) first.set(name, purchase.orderId);
  }
  return {
    byReference: (purchase) => byReference.get(referenceOf(purchase)),
    byKey: (purchase) => byKey.get(keyOf(purchase) ?? ''),
    isTwin: (purchase, orderId) =>
      [`reference ${referenceOf(purchase)}`, keyOf(purchase)].some(
        (name) => name !== undefined && first.get(name) !== orderId,
      ),
  };
}

async function findReferences(client: ClientBase, purchases: readonly Purchase[]): Promise<Map<string, Earlier>> {
  const { rows } = await client.query<{
    site_id: string;
    client_reference: string;
    id: string;
    request_fingerprint: Buffer;
  }>({
    name: 'find references',
    text: `SELECT o.site_id, o.client_reference, o.id, o.request_fingerprint FROM unnest($1::text[], $2::text[]) AS r(site_id, client_reference)
           JOIN orders AS o ON o.site_id = r.site_id AND o.client_reference = r.client_reference`,
    values: [purchases.map(({ site }) => site.id), purchases.map(({ body }) => body.client_reference)],
  });
  return new Map(
    rows.map((row) => [
      `${row.site_id} ${row.client_reference}`,
      { orderId: row.id, fingerprint: row.request_fingerprint },
    ]),
  );
}

async function findKeys(client: ClientBase, purchases: readonly Purchase[]): Promise<Map<string, Earlier>> {
  const keyed = purchases.flatMap(({ idempotency }) => (idempotency ? [idempotency] : []));
  if (keyed.length === 0) return new Map();
  const { rows } = await client.query<{ scope: string; key: string; result_id: string; request_fingerprint: Buffer }>({
    name: 'find keys',
    text: 'SELECT i.scope, i.key, i.result_id, i.request_fingerprint FROM unnest($1::text[], $2::text[]) AS k(scope, key) JOIN idempotency AS i ON i.scope = k.scope AND i.key = k.key',
    values: [keyed.map(({ scope }) => scope), keyed.map(({ key }) => key)],
  });
  return new Map(
    rows.map((row) => [`${row.scope} ${row.key}`, { orderId: row.result_id, fingerprint: row.request_fingerprint }]),
  );
}
