import type pg from 'pg';
import { codeFieldsOf, type DemoGood, type DemoOffer, readGoods, redeemTexts } from '../demo/goods.ts';
import { makeCodes } from '../demo/make-codes.ts';
import { demoAgents, demoCoupon, demoOrigins, demoShop, demoSite, demoSuppliers } from '../demo/parties.ts';
import { changeCursor } from './catalog/change-cursor.ts';
import { watchStock } from './catalog/watch-stock.ts';
import { transact } from './database/transact.ts';
import type { Engine } from './engine.ts';
import { availableOf, channelFunds } from './ledger/accounts.ts';
import { postTransfers } from './ledger/post-transfers.ts';
import { seedDemoDesks } from './seed-demo-desks.ts';
import { storeApiKey } from './site/create-api-key.ts';
import { uploadCodes } from './stock/upload-codes.ts';

/** Any number; processes that seed the same database take turns. */
const seedLock = 4_207_312;
const currency = 'CNY';
/** What suppliers get of the price, in basis points. */
const supplyBps = 9000;

/**
 * Fills a pool with the demo: parties, goods, codes and a shop with test money. Doing it again adds only what is missing, so a
 * start that was cut off is finished by the next one.
 */
export async function seedDemo(engine: Engine): Promise<{ products: number; codes: number }> {
  if (engine.config.environment === 'production')
    throw new Error('The demo is not for production: its keys are public.');
  const client = await engine.db.pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [seedLock]);
    const goods = readGoods();
    await seedParties(engine);
    await seedGoods(engine, goods);
    const codes = await seedCodes(engine, goods);
    await watchStock(
      engine,
      goods.map(({ id }) => id),
    );
    return { products: goods.length, codes };
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [seedLock]);
    client.release();
  }
}

async function seedParties(engine: Engine): Promise<void> {
  const now = engine.now();
  await transact(engine.db.pool, async (client) => {
    const insert = (text: string, values: unknown[]) => client.query(`${text} ON CONFLICT DO NOTHING`, values);
    for (const { id, name } of Object.values(demoSuppliers))
      await insert('INSERT INTO supplier (id, name, created_at) VALUES ($1, $2, $3)', [id, name, now]);
    for (const { id, ref, name, level, parent } of demoAgents) {
      await insert('INSERT INTO agent (id, ref, name, level, parent_id, created_at) VALUES ($1, $2, $3, $4, $5, $6)', [
        id,
        ref,
        name,
        level,
        parent,
        now,
      ]);
    }
    for (const [site, kind] of [
      [demoSite, 'site'],
      [demoShop, 'shop'],
    ] as const) {
      await insert("INSERT INTO site (id, name, kind, environment, created_at) VALUES ($1, $2, $3, 'test', $4)", [
        site.id,
        site.name,
        kind,
        now,
      ]);
    }
    for (const origin of demoOrigins)
      await insert('INSERT INTO site_origin (site_id, origin) VALUES ($1, $2)', [demoSite.id, origin]);
    await insert(
      `INSERT INTO coupon (id, code, percent_bps, starts_at, ends_at, uses_max, uses_per_buyer, created_at)
       VALUES ($1, $2, $3, $4, $4::timestamptz + interval '10 years', 1000000, 1000, $4)`,
      [demoCoupon.id, demoCoupon.code, demoCoupon.percent_bps, now],
    );
    await topUp(client, now);
  });
  await storeApiKey(engine, { siteId: demoSite.id, kind: 'publishable', key: demoSite.key });
  await storeApiKey(engine, { siteId: demoShop.id, kind: 'secret', key: demoShop.key });
  await seedDemoDesks(engine);
}

async function topUp(client: pg.PoolClient, now: Date): Promise<void> {
  const to = availableOf(demoShop.id, currency);
  const { rows } = await client.query("SELECT FROM transfer WHERE credit_account = $1 AND kind = 'top_up' LIMIT 1", [
    to,
  ]);
  if (rows.length > 0) return;
  const amount = { currency, amount_minor: demoShop.balance_minor };
  await postTransfers(client, now, [
    { kind: 'top_up', from: channelFunds('sandbox', currency), to, ...amount, order_id: null },
  ]);
}

async function seedGoods(engine: Engine, goods: readonly DemoGood[]): Promise<void> {
  // Old enough for the watch to look at them at once.
  const at = new Date(engine.now().getTime() - 60_000);
  const place = new Map<string, number>();
  await transact(engine.db.pool, async (client) => {
    for (const good of goods) {
      const nth = place.get(good.category) ?? 0;
      place.set(good.category, nth + 1);
      // The shelf takes from each category in turn; what is for tests comes last.
      const rank = (good.category === 'test' ? 10_000 : 0) + nth * 100 + place.size;
      await client.query(insertProduct, productValues(good, rank, at));
      for (const offer of good.offers) await client.query(insertOffer, offerValues(good, offer, at));
    }
  });
}

const insertProduct = `
  INSERT INTO product (id, slug, brand, kind, category, names, redeem_texts, redeem_url, code_fields, face_value, region, image_url, currency,
    list_price_minor, list_price_source, list_price_checked_on, strike_allowed, forced, limits_min, limits_max, status, rank, change_cursor, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '${currency}', $13, $14, $15, $16, $17, $18, $19, 'active', $20, $21, $22, $22)
  ON CONFLICT DO NOTHING`;

function productValues(good: DemoGood, rank: number, at: Date): unknown[] {
  const site = `${siteName(good)}.example`;
  return [
    good.id,
    good.slug,
    good.brand,
    good.kind,
    good.category,
    JSON.stringify(good.names),
    JSON.stringify(redeemTexts(good)),
    `https://${site}/redeem`,
    codeFieldsOf[good.codes_as],
    good.face_value,
    good.region,
    `/art/${good.slug}.svg`,
    good.list_price_minor,
    `${site}/prices`,
    at.toISOString().slice(0, 10),
    good.category !== 'test',
    good.forced ?? null,
    good.limits_min ?? 1,
    good.limits_max,
    rank,
    changeCursor(at, good.id),
    at,
  ];
}

const insertOffer = `
  INSERT INTO offer (id, product_id, supplier_id, price_minor, supply_price_minor, quantity_prices, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`;

function offerValues(good: DemoGood, offer: DemoOffer, at: Date): unknown[] {
  const steps = (offer.steps ?? []).map(([from, price_minor]) => ({
    from,
    price_minor,
    supply_price_minor: supplyPrice(price_minor),
  }));
  return [
    offerId(good, offer),
    good.id,
    supplierId(offer),
    offer.price_minor,
    supplyPrice(offer.price_minor),
    JSON.stringify(steps),
    at,
  ];
}

async function seedCodes(engine: Engine, goods: readonly DemoGood[]): Promise<number> {
  const { rows } = await engine.db.pool.query<{ offer_id: string; codes: number }>(
    'SELECT offer_id, count(*) AS codes FROM code GROUP BY offer_id',
  );
  const have = new Map(rows.map(({ offer_id, codes }) => [offer_id, codes]));
  let added = 0;
  for (const good of goods) {
    for (const offer of good.offers) {
      const id = offerId(good, offer);
      const missing = offer.codes - (have.get(id) ?? 0);
      if (missing <= 0) continue;
      const codes = makeCodes(good.codes_as, siteName(good), missing, engine.now());
      added += (await uploadCodes(engine, { offerId: id, codes })).accepted;
    }
  }
  return added;
}

const supplyPrice = (priceMinor: number) => Math.floor((priceMinor * supplyBps) / 10_000);
const siteName = ({ brand }: DemoGood) => brand.toLowerCase().replaceAll(/[^a-z]+/g, '-');
const supplierId = ({ supplier }: DemoOffer) => demoSuppliers[supplier as keyof typeof demoSuppliers].id;
/** The product's id with the supplier's place in it: readable, fixed and different for each. */
const offerId = (good: DemoGood, { supplier }: DemoOffer) =>
  `ofr_${good.id.slice(4, 16)}${Object.keys(demoSuppliers).indexOf(supplier) + 1}${good.id.slice(17)}`;
