import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { SupplyServer } from '@kameng/contract/desk/supply';
import type { Language } from '@kameng/contract/page';
import type { SupplyResult } from '@kameng/contract/supply';
import type { ClientBase, Pool } from 'pg';
import type { Texts } from '../catalog/product-row.ts';
import { pickText } from '../catalog/render-product.ts';
import type { MemberContext } from '../http/serve-desk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { resultMeaning } from './record-result.ts';
import { readServer, renderTest } from './supply-server-row.ts';
import { sayResult } from './supply-words.ts';

const windowMs = 86_400_000;
const errorsMax = 20;
const offersMax = 200;

const [working, failing] = (['works', 'fails'] as const).map((meaning) =>
  Object.entries(resultMeaning).flatMap(([result, means]) => (means === meaning ? [result] : [])),
);

/** How a supplier's server does: its last test, a day's health, what went wrong last, and the offers it is asked for. */
export async function getSupplyServer(ctx: MemberContext): Promise<DeskAnswer<'getSupplyServer'>> {
  const { pool } = ctx.db;
  const server = await readServer(pool, supplierOf(ctx));
  if (!server)
    return {
      url: null,
      test: null,
      health: { worked: 0, failed: 0, median_ms: null, slowest_ms: null },
      errors: [],
      offers: [],
    };
  const health = await pool.query<SupplyServer['health']>(
    `SELECT count(*) FILTER (WHERE result = ANY ($3))::integer AS worked, count(*) FILTER (WHERE result = ANY ($4))::integer AS failed,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY took_ms) AS median_ms, percentile_disc(0.95) WITHIN GROUP (ORDER BY took_ms) AS slowest_ms
     FROM supply_attempt WHERE endpoint_id = $1 AND created_at > $2`,
    [server.id, new Date(ctx.now().getTime() - windowMs), working, failing],
  );
  const errors = await pool.query<{
    result: SupplyResult;
    http_status: number | null;
    offer_id: string;
    created_at: Date;
  }>(
    `SELECT result, http_status, offer_id, created_at FROM supply_attempt WHERE endpoint_id = $1 AND result = ANY ($2)
     ORDER BY created_at DESC, id DESC LIMIT $3`,
    [server.id, failing, errorsMax],
  );
  return {
    url: server.url,
    test: server.report && server.tested_at ? renderTest(server.report, server.tested_at, ctx.language) : null,
    health: health.rows[0]!,
    errors: errors.rows.map(({ result, http_status, offer_id, created_at }) => ({
      result,
      words: sayResult(result, ctx.language, http_status),
      http_status,
      offer_id,
      at: created_at.toISOString(),
    })),
    offers: await readOfferSupplies(pool, { endpointId: server.id, offerId: null }, ctx.language),
  };
}

/** The offers that a server is or was asked for, or one of them. */
export async function readOfferSupplies(
  client: Pool | ClientBase,
  { endpointId, offerId }: { endpointId: string; offerId: string | null },
  language: Language,
): Promise<SupplyServer['offers']> {
  const { rows } = await client.query<{
    offer_id: string;
    names: Texts;
    status: 'live' | 'paused' | 'off';
    failures: number;
    paused_for: SupplyResult | null;
    probe_at: Date | null;
  }>(
    `SELECT d.offer_id, p.names, d.status, d.failures, d.paused_for, d.probe_at FROM supplied_offer d JOIN offer o ON o.id = d.offer_id
     JOIN product p ON p.id = o.product_id WHERE d.endpoint_id = $1 AND ($2::text IS NULL OR d.offer_id = $2) ORDER BY d.offer_id LIMIT $3`,
    [endpointId, offerId, offersMax],
  );
  return rows.map(({ names, paused_for, probe_at, ...row }) => ({
    ...row,
    product: pickText(names, language),
    paused_for: paused_for && sayResult(paused_for, language),
    probe_at: probe_at?.toISOString() ?? null,
  }));
}
