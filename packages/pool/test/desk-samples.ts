import type { deskRoutes, DeskRouteName } from '@kameng/contract/desk-routes';
import type { DisputeStatus } from '@kameng/contract/dispute';
import { createId } from '@kameng/contract/id';
import { addMember } from '../src/account/create-organisation.ts';
import { makeDeskKey, storeDeskKey } from '../src/account/store-desk-key.ts';
import { createApiKey } from '../src/site/create-api-key.ts';
import { createSite } from '../src/site/create-site.ts';
import { transact } from '../src/database/transact.ts';
import { readEvidenceBody, storeEvidence } from '../src/dispute/store-evidence.ts';
import { adminSamples } from './admin-samples.ts';
import { insertDispute } from './insert-dispute.ts';
import { agentSamples } from './agent-samples.ts';
import { supplySamples } from './supply-samples.ts';
import { type Seat, signIn } from './open-seat.ts';
import type { TestPool } from './open-test-pool.ts';

/** A PNG of one pixel. */
export const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/** Makes something that belongs to the seat's organisation (or person), and answers its id. */
export type Make = (pool: TestPool, seat: Seat) => Promise<string>;

export interface Sample {
  id?: Make;
  /** Further parts of its path, made for the thing with that id. */
  rest?: (pool: TestPool, id: string) => Promise<Record<string, string>>;
  /** A body that the call accepts, or how one is made. */
  body?: unknown | ((pool: TestPool, seat: Seat) => Promise<unknown>);
}

type WithId = {
  [Name in DeskRouteName]: (typeof deskRoutes)[Name]['path'] extends `${string}{id}${string}` ? Name : never;
}[DeskRouteName];

const member: Make = async ({ engine }, { organisationId }) => {
  const personId = createId('person');
  await transact(engine.db.pool, async (client) => {
    await client.query("INSERT INTO person (id, name, email, email_verified) VALUES ($1, 'Sample', $2, true)", [
      personId,
      `${personId}@sample.example`,
    ]);
    await addMember(client, engine.now(), { organisationId, personId, role: 'clerk' });
  });
  const { rows } = await engine.db.pool.query<{ id: string }>('SELECT id FROM member WHERE person_id = $1', [personId]);
  return rows[0]!.id;
};

const invitation: Make = async ({ engine }, { organisationId }) => {
  const id = createId('invitation');
  await engine.db.pool.query(
    `INSERT INTO invitation (id, organisation_id, email, role, token_hash, created_at, expires_at)
     VALUES ($1, $2, $3, 'viewer', $4, $5, $5::timestamptz + interval '1 day')`,
    [id, organisationId, `${id}@sample.example`, Buffer.from(id), engine.now()],
  );
  return id;
};

const key: Make = ({ engine }, { organisationId }) =>
  transact(engine.db.pool, async (client) => {
    const made = { organisationId, name: 'Sample', role: 'viewer', key: makeDeskKey() } as const;
    return (await storeDeskKey(client, engine.now(), made)).id;
  });

const session: Make = async (pool, { email, personId }) => {
  await signIn(pool, email);
  const { rows } = await pool.engine.db.pool.query<{ id: string }>(
    'SELECT id FROM person_session WHERE person_id = $1 ORDER BY id DESC LIMIT 1',
    [personId],
  );
  return rows[0]!.id;
};

/** A dispute about the organisation's codes; at the operator's desk, about anybody's. */
const dispute =
  (status: DisputeStatus = 'supplier_turn'): Make =>
  async (pool, { organisationId }) => {
    const { disputeId } = await insertDispute(pool, organisationId);
    await pool.engine.db.pool.query(
      "UPDATE dispute SET status = $2, outcome_kind = CASE WHEN $2 = 'decided' THEN 'refund' END, outcome_minor = CASE WHEN $2 = 'decided' THEN amount_minor END WHERE id = $1",
      [disputeId, status],
    );
    return disputeId;
  };

const picture: Make = async (pool, seat) => {
  const disputeId = await dispute()(pool, seat);
  const piece = await readEvidenceBody({ image: { data: onePixel } });
  const { rows: disputes } = await pool.engine.db.pool.query<{ id: string; order_id: string; keyed: boolean }>(
    'SELECT id, order_id, keyed FROM dispute WHERE id = $1',
    [disputeId],
  );
  const about = { dispute: disputes[0]!, party: 'buyer', actor: 'buyer' } as const;
  await transact(pool.engine.db.pool, (client) => storeEvidence(client, pool.engine, about, piece!));
  const { rows } = await pool.engine.db.pool.query<{ id: string }>(
    'SELECT id FROM dispute_evidence WHERE dispute_id = $1',
    [disputeId],
  );
  return rows[0]!.id;
};

const site: Make = async ({ engine }, { organisationId }) => {
  const { id } = await createSite(engine, { name: 'Sample', kind: 'shop', environment: 'test', origins: [] });
  await engine.db.pool.query('UPDATE site SET organisation_id = $2 WHERE id = $1', [id, organisationId]);
  return id;
};

const siteKey: Make = async (pool, seat) => {
  const siteId = await site(pool, seat);
  return (await createApiKey(pool.engine, { site: { id: siteId, environment: 'test' }, kind: 'secret' })).id;
};

const endpoint: Sample['rest'] = async ({ engine }, siteId) => {
  const id = createId('webhookEndpoint');
  await engine.db.pool.query(
    "INSERT INTO webhook_endpoint (id, site_id, url, events, created_at) VALUES ($1, $2, 'https://shop.example/hook', '{order.paid}', $3)",
    [id, siteId, engine.now()],
  );
  return { endpoint_id: id };
};

const event: Sample['rest'] = async ({ engine }, siteId) => {
  const id = createId('event');
  await engine.db.pool.query(
    "INSERT INTO event (id, site_id, type, object_id, sequence, created_at, dispatched_at) VALUES ($1, $2, 'order.paid', $3, 1, $4, $4)",
    [id, siteId, createId('order'), engine.now()],
  );
  return { event_id: id };
};

/** For each call about one thing, how such a thing is made; leaving a call out does not compile. */
export const deskSamples: Record<WithId, Sample & { id: Make }> & Partial<Record<DeskRouteName, Sample>> = {
  ...supplySamples,
  ...adminSamples,
  ...agentSamples,
  changeMember: { id: member, body: { role: 'viewer' } },
  removeMember: { id: member },
  withdrawInvitation: { id: invitation },
  revokeDeskKey: { id: key },
  endSession: { id: session },
  setPassword: { body: {} },
  getSupplierDispute: { id: dispute() },
  answerSupplierDispute: { id: dispute(), body: { action: 'contest', text: 'It was new.' } },
  addSupplierEvidence: { id: dispute(), body: { text: 'It was new.' } },
  appealSupplierDispute: { id: dispute('decided'), body: { text: 'It was new.' } },
  readSupplierEvidence: { id: picture },
  getAdminDispute: { id: dispute() },
  decideDispute: { id: dispute('arbiter'), body: { kind: 'none', rule: 'no_evidence', text: 'Nothing shows it.' } },
  addAdminEvidence: { id: dispute('arbiter'), body: { text: 'The issuer was asked.' } },
  readAdminEvidence: { id: picture },
  getShopFigures: {},
  createOrganisation: { body: { kind: 'shop', name: 'Sample', language: 'en' } },
  setSiteOrigins: { id: site, body: { origins: ['https://shop.example'] } },
  createSiteKey: { id: site, body: { kind: 'secret' } },
  revokeSiteKey: { id: siteKey },
  getSiteBalance: { id: site },
  listBalanceAlerts: { id: site },
  setBalanceAlert: { id: site, body: { below: { amount_minor: 100, currency: 'CNY' } } },
  listTopUps: { id: site },
  createTopUp: { id: site, body: { amount: { amount_minor: 100, currency: 'CNY' }, channel: 'sandbox' } },
  listSiteEntries: { id: site },
  listSiteEndpoints: { id: site },
  createSiteEndpoint: { id: site, body: { url: 'https://93.184.215.14/hook', events: ['order.paid'] } },
  removeSiteEndpoint: { id: site, rest: endpoint },
  listSiteDeliveries: { id: site },
  redeliverSiteEvent: { id: site, rest: event },
};
