import type { Language } from '@kameng/contract/page';
import type { SupplyResult } from '@kameng/contract/supply';
import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { writeToMembers } from '../mail/write-to-members.ts';
import type { ResolveName } from '../webhook/guard-address.ts';
import { resume, stayPaused } from './record-result.ts';
import { rehearseGood } from './rehearse.ts';
import type { ServerRow } from './supply-server-row.ts';
import { sayResult } from './supply-words.ts';

const probesMax = 8;
const lettersMax = 50;
/** Longer than a probe takes: a process that died gives it free. */
const leaseS = 60;
const attemptsKeptDays = 30;
const forgetMax = 1000;

/**
 * Job: tries the servers of paused offers again, tells suppliers about pauses and their ends, and forgets what is old.
 * Answers how many were tried or told.
 */
export async function watchSupply(engine: Engine, resolve?: ResolveName): Promise<number> {
  const probed = await probe(engine, resolve);
  const told = await tell(engine);
  const old = new Date(engine.now().getTime() - attemptsKeptDays * 86_400_000);
  const day = new Date(engine.now().getTime() - 86_400_000);
  await engine.db.pool.query(
    `DELETE FROM supply_attempt WHERE id IN (SELECT id FROM supply_attempt WHERE created_at < $1 ORDER BY created_at LIMIT ${forgetMax})`,
    [old],
  );
  await engine.db.pool.query('DELETE FROM supply_rehearsal WHERE created_at < $1', [day]);
  return probed + told;
}

async function probe(engine: Engine, resolve: ResolveName | undefined): Promise<number> {
  const now = engine.now();
  const { rows } = await engine.db.pool.query<
    ServerRow & { offer_id: string; product_id: string; code_fields: string[] }
  >(
    `WITH due AS MATERIALIZED (
       SELECT offer_id FROM supplied_offer WHERE status = 'paused' AND probe_at <= $1 ORDER BY probe_at LIMIT ${probesMax} FOR NO KEY UPDATE SKIP LOCKED
     ), leased AS (
       UPDATE supplied_offer d SET probe_at = $2 FROM due WHERE d.offer_id = due.offer_id RETURNING d.offer_id, d.endpoint_id
     )
     SELECT e.*, leased.offer_id, o.product_id, p.code_fields FROM leased JOIN supply_endpoint e ON e.id = leased.endpoint_id
     JOIN offer o ON o.id = leased.offer_id JOIN product p ON p.id = o.product_id`,
    [now, new Date(now.getTime() + leaseS * 1000)],
  );
  await Promise.all(
    rows.map(async (endpoint) => {
      const { offer_id: offerId, product_id: productId, code_fields: codeFields } = endpoint;
      const works = await rehearseGood(engine, { endpoint, offerId, productId, codeFields, resolve });
      await transact(engine.db.pool, async (client) => {
        if (works) await resume(client, offerId);
        else await stayPaused(client, offerId, engine.now());
      });
    }),
  );
  return rows.length;
}

interface Untold {
  offer_id: string;
  status: 'live' | 'paused' | 'off';
  paused_for: SupplyResult | null;
  organisation_id: string | null;
  language: Language;
  names: Record<string, string>;
}

function tell(engine: Engine): Promise<number> {
  return transact(engine.db.pool, async (client) => {
    const { rows } = await client.query<Untold>(
      `WITH due AS MATERIALIZED (SELECT offer_id FROM supplied_offer WHERE NOT told ORDER BY offer_id LIMIT ${lettersMax} FOR NO KEY UPDATE SKIP LOCKED),
       told AS (UPDATE supplied_offer d SET told = true FROM due WHERE d.offer_id = due.offer_id RETURNING d.*)
       SELECT told.offer_id, told.status, told.paused_for, s.organisation_id, s.language, p.names FROM told JOIN offer o ON o.id = told.offer_id
       JOIN supplier s ON s.id = o.supplier_id JOIN product p ON p.id = o.product_id`,
    );
    for (const { status, paused_for, organisation_id, language, names } of rows) {
      if (organisation_id === null || status === 'off') continue;
      await writeToMembers(client, engine, {
        organisationId: organisation_id,
        scope: 'webhooks:read',
        template: status === 'paused' ? 'supply_paused' : 'supply_resumed',
        values: {
          product: names[language] ?? names['en'] ?? '',
          message: paused_for ? sayResult(paused_for, language) : '',
        },
      });
    }
    return rows.length;
  });
}
