import type { Dispute } from '@kameng/contract/dispute';
import type { Contact } from '@kameng/contract/checkout';
import type { OrderRecord } from '@kameng/contract/record';
import type { Pool } from 'pg';
import { readDisputesOf } from '../dispute/read-disputes.ts';
import type { Context } from '../engine.ts';
import { openContact } from '../order/order-contact.ts';
import { readOrders } from '../order/read-orders.ts';

/** Orders read at a time, so that a long export needs no more memory than a short one. */
const pageOrders = 50;
/** Most orders that one export holds. */
export const exportOrdersMax = 20_000;

type Reader = Pick<Context, 'db' | 'keys' | 'language' | 'now'>;

/** Whose records: every order paid with this contact, made before that one. */
export interface Whose {
  fingerprint: Buffer;
  untilOrder?: string;
}

interface Row {
  id: string;
  contact_secret: Buffer | null;
  order_key: Buffer | null;
  language: string | null;
  site: OrderRecord['site'];
  states: OrderRecord['states'];
  payments: {
    id: string;
    channel: string;
    status: string;
    currency: string;
    amount_minor: number;
    received_minor: number;
    created_at: string;
  }[];
  consent: OrderRecord['consent'];
  mails: OrderRecord['mails'];
  reveals: OrderRecord['reveals'];
  disputed: boolean;
}

const time = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const list = (item: string, from: string, order: string) =>
  `(SELECT COALESCE(jsonb_agg(jsonb_build_object(${item}) ORDER BY ${order}), '[]') FROM ${from})`;

const text = `
  SELECT o.id, o.contact_secret, k.sealed AS order_key, o.language,
    (SELECT jsonb_build_object('id', s.id, 'name', s.name) FROM site s WHERE s.id = o.site_id) AS site,
    ${list(`'status', e.status, 'at', ${time('e.created_at')}`, 'order_event e WHERE e.order_id = o.id', 'e.sequence')} AS states,
    ${list(
      `'id', p.id, 'channel', p.channel, 'status', p.status, 'currency', p.currency, 'amount_minor', p.amount_minor, 'received_minor', p.received_minor, 'created_at', ${time('p.created_at')}`,
      'payment p WHERE p.order_id = o.id',
      'p.id',
    )} AS payments,
    (SELECT jsonb_build_object('text_version', c.text_version, 'language', c.language, 'text', t.text, 'site_id', c.site_id, 'page_origin', c.page_origin, 'given_at', ${time('c.created_at')})
     FROM consent c LEFT JOIN consent_text t USING (text_version, language) WHERE c.order_id = o.id) AS consent,
    ${list(`'about', m.template, 'outcome', m.outcome, 'sent_at', ${time('m.sent_at')}`, 'mail m WHERE m.order_id = o.id', 'm.id')} AS mails,
    ${list(`'codes', cardinality(r.code_ids), 'at', ${time('r.created_at')}`, 'reveal_event r WHERE r.order_id = o.id', 'r.id')} AS reveals,
    EXISTS (SELECT FROM dispute d WHERE d.order_id = o.id) AS disputed
  FROM orders o LEFT JOIN order_key k ON k.order_id = o.id WHERE o.id = ANY($1::text[]) ORDER BY o.id DESC`;

/** Everything that is kept of a contact, one order after the other, newest first; codes masked, as on the order page. */
export async function* readRecords(reader: Reader, { fingerprint, untilOrder }: Whose): AsyncGenerator<OrderRecord> {
  let before = untilOrder ?? null;
  for (let read = 0; read < exportOrdersMax; read += pageOrders) {
    const { rows } = await reader.db.pool.query<{ id: string }>(
      'SELECT id FROM orders WHERE contact_fingerprint = $1 AND ($2::text IS NULL OR id < $2) ORDER BY id DESC LIMIT $3',
      [fingerprint, before, pageOrders],
    );
    yield* await readPage(
      reader,
      rows.map(({ id }) => id),
    );
    before = rows.at(-1)?.id ?? null;
    if (rows.length < pageOrders) return;
  }
}

async function readPage(reader: Reader, ids: readonly string[]): Promise<OrderRecord[]> {
  const pool: Pool = reader.db.pool;
  const { rows } = await pool.query<Row>({ name: 'records', text, values: [ids] });
  const orders = new Map((await readOrders(pool, reader.language, ids)).map((order) => [order.id, order]));
  return Promise.all(
    rows.map(async (row) => {
      const { id, contact_secret, order_key, payments, disputed, ...rest } = row;
      const { payment: _newest, sequence: _sequence, expires_at: _expires, ...order } = orders.get(id)!;
      return {
        ...order,
        ...rest,
        contact: contact_secret && contactOf(reader, id, contact_secret, order_key),
        payments: payments.map(({ currency, amount_minor, received_minor, ...each }) => ({
          ...each,
          amount: { amount_minor, currency },
          received: { amount_minor: received_minor, currency },
        })),
        disputes: disputed ? await disputesOf(reader, id) : [],
      };
    }),
  );
}

function contactOf({ keys }: Reader, id: string, secret: Buffer, key: Buffer | null): Contact {
  return openContact(keys, id, secret, key);
}

function disputesOf(reader: Reader, orderId: string): Promise<Dispute[]> {
  return readDisputesOf(reader, orderId, { party: 'buyer', language: reader.language });
}
