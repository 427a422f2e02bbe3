import { createId } from '@kameng/contract/id';
import type { Engine } from '../src/engine.ts';
import { insertGoods } from './insert-goods.ts';
import type { TestPool } from './open-test-pool.ts';

/** A supplier that the organisation is; an organisation is one at most. */
async function supplierOf({ db }: Engine, organisationId: string): Promise<string> {
  const { rows } = await db.pool.query<{ id: string }>(
    `INSERT INTO supplier (id, name, organisation_id, created_at) VALUES ($1, 'Supplier', $2, now())
     ON CONFLICT (organisation_id) DO UPDATE SET name = excluded.name RETURNING id`,
    [createId('supplier'), organisationId],
  );
  return rows[0]!.id;
}

/** A dispute about a code of the organisation's, as a shop opens it over HTTP; answers its id and its order's. */
export async function insertDispute(
  { url, engine, shopKey }: TestPool,
  organisationId: string,
): Promise<{ disputeId: string; orderId: string }> {
  const { rows } = await engine.db.pool.query("SELECT FROM organisation WHERE id = $1 AND kind = 'supplier'", [
    organisationId,
  ]);
  const goods = await insertGoods(engine, { codes: 2 });
  if (rows.length > 0)
    await engine.db.pool.query('UPDATE offer SET supplier_id = $2 WHERE id = $1', [
      goods.offerId,
      await supplierOf(engine, organisationId),
    ]);
  const ask = async (path: string, body: unknown) => {
    const response = await fetch(new URL(path, url), {
      method: 'POST',
      headers: { authorization: `Bearer ${shopKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status} ${await response.text()}`);
    return (await response.json()) as { id: string };
  };
  const order = await ask('/v1/orders', {
    offer_id: goods.offerId,
    client_reference: createId('order'),
    max_amount: { amount_minor: 10_000, currency: 'CNY' },
  });
  await ask(`/v1/orders/${order.id}/reveal`, {});
  const dispute = await ask(`/v1/orders/${order.id}/disputes`, { claim: 'invalid', text: 'It does not work.' });
  return { disputeId: dispute.id, orderId: order.id };
}
