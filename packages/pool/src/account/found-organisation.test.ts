import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ownKinds } from '@kameng/contract/desk/account';
import { askDesk, openOrganisation, openSeat, refusalOf, type Seat } from '../../test/open-seat.ts';
import { openTestPool, type TestPool } from '../../test/open-test-pool.ts';

let pool: TestPool;
let somebody: Seat;
before(async () => {
  pool = await openTestPool();
  somebody = await openSeat(pool, await openOrganisation(pool, 'shop'), 'viewer');
});
after(() => pool.close());

const found = (kind: string) =>
  askDesk(pool, somebody, 'createOrganisation', { body: { kind, name: `New ${kind}`, language: 'en' } });

test('anybody begins as a supplier, an agent or a shop and owns it at once; nobody begins as the operator', async () => {
  for (const kind of ownKinds) {
    const response = await found(kind);
    assert.equal(response.status, 201);
    const { id } = (await response.json()) as { id: string };
    const me = (await (await askDesk(pool, somebody, 'getMe')).json()) as {
      organisations: { id: string; kind: string; role: string }[];
    };
    const mine = me.organisations.find((each) => each.id === id);
    assert.deepEqual([mine?.kind, mine?.role], [kind, 'owner']);
    const call = ({ supplier: 'getSupplier', agent: 'getMoney', shop: 'listSites' } as const)[kind];
    assert.equal((await askDesk(pool, { ...somebody, organisationId: id }, call)).status, 200, kind);
  }
  assert.equal(await refusalOf(await found('operator')), 'invalid_request');
});

test('a new supplier sells nothing, a new agent has a referral ID that leads to the catalogue, a new shop has test goods only', async () => {
  const { rows } = await pool.engine.db.pool.query<{ status: string; ref: string; environment: string }>(
    `SELECT s.status, a.ref, t.environment FROM supplier s, agent a, site t
     WHERE s.name = 'New supplier' AND a.name = 'New agent' AND t.name = 'New shop'`,
  );
  const [row] = rows;
  assert.deepEqual([row!.status, row!.environment], ['applied', 'test']);
  assert.match(row!.ref, /^[A-HJKMNP-TV-Z2-9]{7}$/);
  const products = (ref: string) => fetch(`${pool.url}/v1/products`, { headers: { 'kameng-ref': ref } });
  assert.equal((await products(row!.ref)).status, 200);
  assert.notEqual((await products('NOBODY')).status, 200);
});

test('however many are asked for at once, one person owns at most five of a kind', async () => {
  const codes = await Promise.all(Array.from({ length: 8 }, async () => refusalOf(await found('shop'))));
  assert.equal(codes.filter((code) => code === undefined).length, 4);
  assert.equal(codes.filter((code) => code === 'account_limit').length, 4);
});
