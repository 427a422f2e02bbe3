import { createHmac, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Engine } from '../engine.ts';
import { networkOf } from '../http/network-of.ts';
import type { ReferringAgent } from './resolve-ref.ts';

/** Visitors that one process remembers until the day ends; beyond that a reload may be counted again. */
const visitorsMax = 50_000;
/** Links with counts that wait to be written; what does not fit waits for the next view. */
const waitingMax = 10_000;

interface Count {
  agent_id: string;
  day: string;
  ref: string;
  views: number;
  checkouts: number;
}

interface Counts {
  waiting: Map<string, Count>;
  day: string;
  /** Made anew each day and kept nowhere, so that no visitor can be told from it afterwards. */
  salt: Buffer;
  visitors: Set<string>;
}

// By database and not by engine: a context is a copy of its engine.
const open = new WeakMap<object, Counts>();

type Counted = Pick<ReferringAgent, 'id' | 'ref'>;

/**
 * Counts that somebody looked at an agent's link: once a day for each visitor, without a cookie and without keeping who it was.
 * Machines that say so are not counted, nor pages that a browser loads ahead.
 */
export function countView(engine: Engine, request: FastifyRequest, { id, ref }: Counted): void {
  const agent = request.headers['user-agent'] ?? '';
  const purpose = `${request.headers['sec-purpose'] ?? ''} ${request.headers.purpose ?? ''}`;
  if (request.method !== 'GET' || agent === '' || machine.test(agent) || purpose.includes('prefetch')) return;
  const counts = countsOf(engine);
  const visitor = createHmac('sha256', counts.salt)
    .update(`${ref} ${networkOf(request.ip)} ${agent}`)
    .digest('base64');
  if (counts.visitors.has(visitor)) return;
  if (counts.visitors.size < visitorsMax) counts.visitors.add(visitor);
  add(counts, { id, ref }, 'views');
}

/** Programs name themselves so; those that fetch a preview for a message do as well. */
const machine =
  /bot|crawl|spider|slurp|preview|facebookexternalhit|whatsapp|telegram|curl|wget|python|headlesschrome\/0/i;

/** Counts that a link led to a checkout. */
export function countCheckout(engine: Engine, { id, ref }: Counted): void {
  add(countsOf(engine), { id, ref }, 'checkouts');
}

/** Job: adds what this process counted to the days of the agents. What cannot be written waits. */
export async function writeViews(engine: Engine): Promise<number> {
  const counts = countsOf(engine);
  if (counts.waiting.size === 0) return 0;
  const rows = [...counts.waiting.values()].toSorted((left, right) => (left.ref < right.ref ? -1 : 1));
  counts.waiting = new Map();
  try {
    await engine.db.pool.query({
      name: 'write views',
      text: `INSERT INTO agent_day (agent_id, day, ref, views, checkouts)
             SELECT * FROM unnest($1::text[], $2::date[], $3::text[], $4::int[], $5::int[])
             ON CONFLICT (agent_id, day, ref) DO UPDATE
             SET views = agent_day.views + EXCLUDED.views, checkouts = agent_day.checkouts + EXCLUDED.checkouts`,
      values: [
        rows.map(({ agent_id }) => agent_id),
        rows.map(({ day }) => day),
        rows.map(({ ref }) => ref),
        rows.map(({ views }) => views),
        rows.map(({ checkouts }) => checkouts),
      ],
    });
  } catch (error) {
    for (const row of rows) merge(counts, row);
    throw error;
  }
  return rows.length;
}

function countsOf({ db, now }: Engine): Counts {
  const day = now().toISOString().slice(0, 10);
  let counts = open.get(db.pool);
  if (counts?.day !== day) {
    counts = { waiting: counts?.waiting ?? new Map(), day, salt: randomBytes(32), visitors: new Set() };
    open.set(db.pool, counts);
  }
  return counts;
}

function add(counts: Counts, { id, ref }: Counted, what: 'views' | 'checkouts'): void {
  merge(counts, { agent_id: id, day: counts.day, ref, views: 0, checkouts: 0, [what]: 1 });
}

function merge({ waiting }: Counts, count: Count): void {
  const key = `${count.agent_id} ${count.day} ${count.ref}`;
  const found = waiting.get(key);
  if (found) {
    found.views += count.views;
    found.checkouts += count.checkouts;
  } else if (waiting.size < waitingMax) waiting.set(key, count);
}
