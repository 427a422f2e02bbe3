import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { writeToMembers } from '../mail/write-to-members.ts';

const dayMs = 86_400_000;

/**
 * How far ahead suppliers are told that codes expire; what expires before `from` is told of by another. Codes told of are not told
 * of again at the same distance, and whoever's codes expire every day is not told every day: a distance rests after each letter.
 */
const distances = [
  { from: 0, days: 7, restDays: 2 },
  { from: 7, days: 30, restDays: 7 },
] as const;

type Distance = (typeof distances)[number];

/** Offers looked at in one run; a longer list is gone through in several. */
const windowMax = 500;

/** Where the next run of this process goes on; it begins again when it has come to the end. */
const positions = new WeakMap<object, string>();

/**
 * Job: tells suppliers by letter that codes on the shelf expire soon, once for each offer and distance until further ones come
 * near. Never says which codes. Answers how many letters' worth of news there was.
 */
export async function watchExpiry(engine: Engine): Promise<number> {
  const { pool } = engine.db;
  const at = engine.now();
  const { rows } = await pool.query<{ id: string; due: number[] }>(
    `SELECT o.id, ARRAY(
       SELECT d.days FROM unnest($3::integer[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[]) AS d (days, since, until, rested)
       LEFT JOIN expiry_told t ON t.offer_id = o.id AND t.days = d.days
       WHERE (t.told_at IS NULL OR t.told_at <= d.rested) AND EXISTS (
         SELECT FROM code_expiry e JOIN shelf s ON s.offer_id = e.offer_id AND s.code_id = e.code_id
         WHERE e.offer_id = o.id AND e.expires_at > greatest(d.since, t.told_until) AND e.expires_at <= d.until)) AS due
     FROM offer o WHERE o.id > $1 AND EXISTS (SELECT FROM code_batch b WHERE b.offer_id = o.id) ORDER BY o.id LIMIT $2`,
    [
      positions.get(pool) ?? '',
      windowMax,
      distances.map(({ days }) => days),
      distances.map(({ from }) => ahead(at, from)),
      distances.map(({ days }) => ahead(at, days)),
      distances.map(({ restDays }) => ahead(at, -restDays)),
    ],
  );
  positions.set(pool, rows.length < windowMax ? '' : rows.at(-1)!.id);
  let told = 0;
  for (const { id, due } of rows)
    for (const distance of distances.filter(({ days }) => due.includes(days)))
      if (await tell(engine, { id, at, distance })) told += 1;
  return told;
}

async function tell(
  engine: Engine,
  { id, at, distance }: { id: string; at: Date; distance: Distance },
): Promise<boolean> {
  const { days, restDays } = distance;
  return transact(engine.db.pool, async (client) => {
    const { rows } = await client.query<{
      organisation_id: string | null;
      language: string;
      names: Record<string, string>;
      codes: number;
      first: Date | null;
    }>(
      `WITH told AS (
         INSERT INTO expiry_told (offer_id, days, told_at, told_until) VALUES ($1, $2, $3, $4)
         ON CONFLICT (offer_id, days) DO UPDATE SET told_at = $3, told_until = $4 WHERE expiry_told.told_at <= $5 RETURNING offer_id)
       SELECT s.organisation_id, s.language, p.names, ending.codes, ending.first
       FROM told JOIN offer o ON o.id = told.offer_id JOIN supplier s ON s.id = o.supplier_id JOIN product p ON p.id = o.product_id
       CROSS JOIN LATERAL (SELECT count(*) AS codes, min(e.expires_at) AS first
         FROM code_expiry e JOIN shelf ON shelf.offer_id = e.offer_id AND shelf.code_id = e.code_id
         WHERE e.offer_id = o.id AND e.expires_at > $3 AND e.expires_at <= $4) AS ending`,
      [id, days, at, ahead(at, days), ahead(at, -restDays)],
    );
    const [row] = rows;
    // Another process told them, or there is nobody to tell.
    if (!row || row.organisation_id === null || row.first === null) return false;
    await writeToMembers(client, engine, {
      organisationId: row.organisation_id,
      scope: 'stock:read',
      template: 'codes_expiring',
      values: {
        product: row.names[row.language] ?? row.names['en'] ?? '',
        codes: String(row.codes),
        days: String(days),
        first: row.first.toISOString().slice(0, 16).replace('T', ' '),
      },
    });
    return true;
  });
}

const ahead = (at: Date, days: number) => new Date(at.getTime() + days * dayMs);
