import { createId } from '@kameng/contract/id';
import type { CodeFields } from '@kameng/contract/order';
import type { Engine, Site } from '../src/engine.ts';
import { availableOf, channelFunds } from '../src/ledger/accounts.ts';
import { postTransfers } from '../src/ledger/post-transfers.ts';
import { transact } from '../src/database/transact.ts';
import { uploadCodes } from '../src/stock/upload-codes.ts';

export interface Goods {
  productId: string;
  offerId: string;
  supplierId: string;
}

/** A product with one offer and real codes on its shelf: list ¥100, price ¥76, supply ¥70. */
export async function insertGoods(
  engine: Engine,
  { codes = 10, forced = null as string | null, price_minor = 7600, supply_price_minor = 7000, limits_max = 100 } = {},
): Promise<Goods> {
  const goods = { productId: createId('product'), offerId: createId('offer'), supplierId: createId('supplier') };
  const { pool } = engine.db;
  await pool.query('INSERT INTO supplier (id, name, created_at) VALUES ($1, $2, now())', [
    goods.supplierId,
    'Supplier',
  ]);
  await pool.query(
    `INSERT INTO product (id, slug, brand, kind, category, names, redeem_texts, code_fields, face_value, region, image_url, currency, list_price_minor, list_price_source,
       list_price_checked_on, limits_max, status, rank, change_cursor, forced, created_at, updated_at)
     VALUES ($1::text, $1::text, $1::text, 'game', 'games', '{"en":"Starfall"}', '{"en":"Enter it."}', '{code}', '¥100', 'CN', '/art/x.svg', 'CNY', 10000, 'Issuer', '2026-01-01', $3, 'active', 1, $1, $2, now(), now())`,
    [goods.productId, forced, limits_max],
  );
  await pool.query(
    'INSERT INTO offer (id, product_id, supplier_id, price_minor, supply_price_minor, created_at) VALUES ($1, $2, $3, $4, $5, now())',
    [goods.offerId, goods.productId, goods.supplierId, price_minor, supply_price_minor],
  );
  await uploadCodes(engine, { offerId: goods.offerId, codes: makeCodes(codes) });
  return goods;
}

export function makeCodes(count: number): CodeFields[] {
  return Array.from({ length: count }, () => ({ code: createId('code').slice(4).toUpperCase() }));
}

/** A shop with money on its balance. */
export async function insertShop(engine: Engine, balance_minor = 100_000_000): Promise<Site> {
  const id = createId('site');
  await engine.db.pool.query(
    "INSERT INTO site (id, name, kind, environment, created_at) VALUES ($1, 'Shop', 'shop', 'test', now())",
    [id],
  );
  await transact(engine.db.pool, (client) =>
    postTransfers(client, engine.now(), [
      {
        kind: 'top_up',
        from: channelFunds('pretend', 'CNY'),
        to: availableOf(id, 'CNY'),
        currency: 'CNY',
        amount_minor: balance_minor,
        order_id: null,
      },
    ]),
  );
  return { id, kind: 'shop', environment: 'test', agentId: undefined, origins: [] };
}

/** An agent with 5 % commission on the only level there is, and nothing for those above. */
export async function insertAgent(engine: Engine, ref = 'AGENT1', contactFingerprints: Buffer[] = []): Promise<string> {
  const id = createId('agent');
  await engine.db.pool.query('DELETE FROM agent_level WHERE level > 1 AND level NOT IN (SELECT level FROM agent)');
  await engine.db.pool.query(
    'UPDATE agent_level SET commission_bps = 500, child_bps = 0, grandchild_bps = 0 WHERE level = 1',
  );
  await engine.db.pool.query(
    "INSERT INTO agent (id, ref, name, level, contact_fingerprints, created_at) VALUES ($1, $2, 'Agent', 1, $3, now())",
    [id, ref, contactFingerprints],
  );
  return id;
}

/** The balance of any account, from its entries. */
export async function balanceOf(engine: Engine, account: string): Promise<number> {
  const { rows } = await engine.db.pool.query<{ balance: number }>(
    'SELECT COALESCE(sum(amount_minor), 0)::bigint AS balance FROM entry WHERE account_id = $1',
    [account],
  );
  return rows[0]!.balance;
}
