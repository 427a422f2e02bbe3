import type { Contact } from '@kameng/contract/checkout';
import type { ClientBase, Pool } from 'pg';
import { readDevice } from '../account/remember-device.ts';
import { readSession } from '../account/read-session.ts';
import type { Context, Engine } from '../engine.ts';
import { addressFingerprint } from '../order/order-contact.ts';

/** By what a buyer was found to be the agent, the surest first. */
export const selfSales = ['account', 'device', 'contact', 'payout_account', 'payer'] as const;
export type SelfSale = (typeof selfSales)[number];

interface Row {
  id: string;
  account: boolean;
  device: boolean;
  contact: boolean;
  payout_account: boolean;
  emails: string[];
}

const text = `
  SELECT a.id,
    EXISTS (SELECT FROM member m WHERE m.organisation_id = a.organisation_id AND m.person_id = $3) AS account,
    EXISTS (SELECT FROM member m JOIN person_device d ON d.person_id = m.person_id
            WHERE m.organisation_id = a.organisation_id AND d.device_hash = $4) AS device,
    a.contact_fingerprints && $2::bytea[] AS contact,
    EXISTS (SELECT FROM payout_account y WHERE y.organisation_id = a.organisation_id AND y.number_fingerprint = ANY ($2)) AS payout_account,
    ARRAY (SELECT p.email FROM member m JOIN person p ON p.id = m.person_id WHERE m.organisation_id = a.organisation_id) AS emails
  FROM agent a WHERE a.id = ANY ($1)`;

/**
 * Which of these agents the buyer is, and by what that was seen: signed in as a member of theirs, in a browser in which one has
 * been, with an address of one, or with what money is paid out to. Who buys through themselves earns nothing.
 */
export async function findSelfSales(
  ctx: Context,
  agentIds: readonly string[],
  contact: Contact,
): Promise<Map<string, SelfSale>> {
  const signedIn = ctx.cookie === undefined ? undefined : await readSession(ctx, { headers: { cookie: ctx.cookie } });
  return look(ctx.db.pool, ctx, agentIds, {
    prints: [contact.email, contact.phone].flatMap((address) =>
      address === undefined ? [] : [addressFingerprint(ctx.keys, address)],
    ),
    personId: signedIn?.actor.person.id ?? null,
    deviceHash: readDevice(ctx.cookie)?.hash ?? null,
  });
}

/** Which of these agents paid: whoever the channel says paid, as `hidePayer` wrote it, is one of their addresses or accounts. */
export async function findSelfPayers(
  client: ClientBase,
  engine: Pick<Engine, 'keys'>,
  agentIds: readonly string[],
  payer: string,
): Promise<Set<string>> {
  const prints = [Buffer.from(payer, 'hex')];
  const found = await look(client, engine, agentIds, { prints, personId: null, deviceHash: null });
  return new Set(found.keys());
}

async function look(
  client: ClientBase | Pool,
  { keys }: Pick<Engine, 'keys'>,
  agentIds: readonly string[],
  { prints, personId, deviceHash }: { prints: readonly Buffer[]; personId: string | null; deviceHash: Buffer | null },
): Promise<Map<string, SelfSale>> {
  const { rows } = await client.query<Row>({
    name: 'find self sales',
    text,
    values: [agentIds, prints, personId, deviceHash],
  });
  const found = new Map<string, SelfSale>();
  for (const row of rows) {
    const contact =
      row.contact || row.emails.some((email) => prints.some((print) => print.equals(addressFingerprint(keys, email))));
    const seen = {
      account: row.account,
      device: row.device,
      contact,
      payout_account: row.payout_account,
      payer: false,
    };
    const by = selfSales.find((each) => seen[each]);
    if (by) found.set(row.id, by);
  }
  return found;
}
