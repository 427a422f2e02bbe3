import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import type { OrganisationKind } from '@kameng/contract/desk-roles';
import { deskRoutes, type DeskRoute, type DeskRouteName } from '@kameng/contract/desk-routes';
import { deskSamples, onePixel, type Sample } from '../../test/desk-samples.ts';
import { askDesk, openOrganisation, openSeat, type Seat, seatPassword } from '../../test/open-seat.ts';
import { openTestPool, type TestPool } from '../../test/open-test-pool.ts';
import { hashKey } from '../site/hash-key.ts';

const table = Object.entries(deskRoutes as Record<string, DeskRoute>) as [DeskRouteName, DeskRoute][];

let pool: TestPool;
before(async () => {
  pool = await openTestPool();
});
after(() => pool.close());

const month = { from: '2026-01-01', to: '2026-01-31' };
const reason = 'The sample says so.';
const cny = (amount_minor: number) => ({ amount_minor, currency: 'CNY' });

/** What calls about no one thing have to be asked. */
const asked: Partial<Record<DeskRouteName, { query?: Record<string, string>; body?: Sample['body'] }>> = {
  stepUp: { body: { password: seatPassword } },
  setPassword: { body: { password: 'another long password' } },
  acceptInvitation: { body: invite },
  inviteMember: { body: { email: 'newcomer@sample.example', role: 'clerk' } },
  createDeskKey: { body: { name: 'Sample', role: 'viewer' } },
  getShopFigures: { query: month },
  getAgentFigures: { query: month },
  getSupplierFigures: { query: month },
  listSales: { query: month },
  listPerformance: { query: month },
  getStatement: { query: { from: '2026-01-01T00:00:00Z', to: '2026-01-31T00:00:00Z', currency: 'CNY' } },
  freezeObject: { body: { object_id: 'prd_01k0dem0game00000000000002', reason } },
  proposeAdjustment: { body: { from: 'platform', to: createId('agent'), amount: cny(100), reason } },
  createCoupon: {
    body: {
      code: 'SAMPLE10',
      discount: { kind: 'percent', percent_bps: 1000 },
      starts_at: '2026-01-01T00:00:00Z',
      ends_at: '2099-01-01T00:00:00Z',
      uses_max: 10,
    },
  },
  listRules: { query: { kind: 'fees' } },
  simulateRule: { body: { terms: { kind: 'fees', rates: { '*': 800 } } } },
  publishRule: { body: { terms: { kind: 'fees', rates: { '*': 800 } }, reason } },
  search: { body: { q: 'sample' } },
  listViews: { query: { kind: 'files' } },
  uploadDocument: { body: { media_type: 'image/png', data: onePixel } },
  createAgentLink: { body: { label: 'Sample' } },
  saveStorefront: { body: { slug: 'sample-shop', title: 'Sample', words: '', product_ids: [], published: true } },
  addProhibition: { body: { words: 'sampled', effect: 'flag', reason: 'Sample' } },
  addPayoutAccount: { body: { kind: 'alipay', holder: 'Sample', number: 'sample@pay.example', currency: 'CNY' } },
};

/** Calls that need a history before they can succeed, and the test that has one. */
const shownIn: Partial<Record<DeskRouteName, string>> = {
  createOffer: 'supplier/supplier-desk.test.ts',
  requestPayout: 'supplier/supplier-journey.test.ts',
  setSupplyServer: 'supply/supply-desk.test.ts',
  rotateSupplySecret: 'supply/supply-desk.test.ts',
  testSupplyServer: 'supply/supply-desk.test.ts',
};

/** Invites whoever sits there to another organisation. */
async function invite({ engine }: TestPool, { email }: Seat): Promise<{ token: string }> {
  const token = createId('invitation').padEnd(32, 'x');
  await engine.db.pool.query(
    `INSERT INTO invitation (id, organisation_id, email, role, token_hash, created_at, expires_at)
     VALUES ($1, $2, $3, 'viewer', $4, $5, $5::timestamptz + interval '1 day')`,
    [createId('invitation'), await openOrganisation(pool, 'shop'), email, hashKey(token), engine.now()],
  );
  return { token };
}

/** The owner of an organisation that has begun, as it would by itself. */
async function openOwner(kind: OrganisationKind): Promise<Seat> {
  const seat = await openSeat(pool, await openOrganisation(pool, kind === 'operator' ? kind : 'shop'), 'owner');
  if (kind === 'operator') return seat;
  const begun = await askDesk(pool, seat, 'createOrganisation', { body: { kind, name: 'Sample', language: 'en' } });
  const { id } = (await begun.json()) as { id: string };
  await pool.engine.db.pool.query("UPDATE supplier SET status = 'active' WHERE organisation_id = $1", [id]);
  return { ...seat, organisationId: id };
}

for (const [name, route] of table) {
  const elsewhere = shownIn[name];
  if (elsewhere !== undefined) {
    test(`${name}: succeeds in ${elsewhere}`, () => {
      assert.match(readFileSync(join(import.meta.dirname, '..', elsewhere), 'utf8'), new RegExp(`'${name}'`));
    });
    continue;
  }
  test(`${name}: an owner is answered what the contract says, to the last field`, async () => {
    const seat = await openOwner(route.auth === 'person' ? 'shop' : route.kinds[0]!);
    const sample: Sample = { ...deskSamples[name], ...asked[name] };
    const id = await sample.id?.(pool, seat);
    const rest = id === undefined ? undefined : await sample.rest?.(pool, id);
    const body = typeof sample.body === 'function' ? await sample.body(pool, seat) : sample.body;
    const query = asked[name]?.query ?? {};
    const response = await askDesk(pool, seat, name, {
      ...(id !== undefined && { id }),
      ...(rest && { rest }),
      query,
      body,
    });
    const text = await response.text();
    const answer = route.answers[response.status as keyof typeof route.answers];
    assert.ok(answer !== undefined, `${response.status} ${text}`);
    if (answer === 'empty') assert.equal(text, '');
    else if (answer === 'events') assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
    else {
      const said = JSON.parse(text) as unknown;
      assert.deepEqual(answer.parse(said), said, 'nothing that the contract does not know');
    }
  });
}
