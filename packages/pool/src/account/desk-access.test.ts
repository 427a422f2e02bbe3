import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { grants, organisationKinds, roles, type OrganisationKind, type Role } from '@kameng/contract/desk-roles';
import { deskRoutes, type DeskRoute, type DeskRouteName } from '@kameng/contract/desk-routes';
import { deskSamples } from '../../test/desk-samples.ts';
import { askDesk, openOrganisation, openSeat, refusalOf, type Seat } from '../../test/open-seat.ts';
import { openTestPool, type TestPool } from '../../test/open-test-pool.ts';
import { transact } from '../database/transact.ts';
import { makeDeskKey, storeDeskKey } from './store-desk-key.ts';

const table = Object.entries(deskRoutes as Record<string, DeskRoute>) as [DeskRouteName, DeskRoute][];
/** Refusals that say no to the caller, not to what was sent. */
const noes = ['sign_in_required', 'step_up_required', 'organisation_not_found', 'forbidden', 'key_wrong_kind'];

let pool: TestPool;
const seats = new Map<string, Seat>();
const keys = new Map<string, string>();
const foreign = new Map<OrganisationKind, Seat>();
const seatOf = (kind: OrganisationKind, role: Role) => seats.get(`${kind} ${role}`)!;

before(async () => {
  pool = await openTestPool();
  for (const kind of organisationKinds) {
    const organisationId = await openOrganisation(pool, kind);
    for (const role of roles) {
      seats.set(`${kind} ${role}`, await openSeat(pool, organisationId, role));
      const key = makeDeskKey();
      await transact(pool.engine.db.pool, (client) =>
        storeDeskKey(client, new Date(), { organisationId, name: role, role, key }),
      );
      keys.set(`${kind} ${role}`, key);
    }
    foreign.set(kind, await openSeat(pool, await openOrganisation(pool, kind), 'owner'));
  }
});
after(() => pool.close());

/** Straight from the grid, and not by the function that decides. */
function granted(route: DeskRoute, kind: OrganisationKind, role: Role): boolean {
  if (route.auth === 'person') return true;
  const [area = '', wanted] = route.scope.split(':');
  const grant = (grants[kind] as Record<string, readonly string[]>)[area]?.[roles.indexOf(role)];
  return route.kinds.includes(kind) && (grant === 'write' || grant === wanted);
}

/** What the operator's desk alone has is everybody's: there is one pool. */
function isEverybodys(route: DeskRoute): boolean {
  return route.auth === 'member' && route.kinds.every((kind) => kind === 'operator');
}

async function sampleOf(name: DeskRouteName, of: Seat) {
  const sample = deskSamples[name];
  const id = await sample?.id?.(pool, of);
  const rest = id === undefined ? undefined : await sample?.rest?.(pool, id);
  const body = typeof sample?.body === 'function' ? await sample.body(pool, of) : sample?.body;
  return { ...(id !== undefined && { id }), ...(rest && { rest }), body };
}

for (const [name, route] of table) {
  test(`${name}: exactly the roles of the table may, and what is somebody else’s is not found`, async () => {
    for (const kind of organisationKinds) {
      const theirs = await sampleOf(name, foreign.get(kind)!);
      for (const role of roles) {
        const at = `${kind} ${role}`;
        const code = await refusalOf(await askDesk(pool, seatOf(kind, role), name, theirs));
        if (!granted(route, kind, role)) assert.equal(code, 'forbidden', at);
        else if (theirs.id !== undefined && !isEverybodys(route)) assert.equal(code, 'not_found', at);
        else assert.ok(code === undefined || !noes.includes(code), `${at}: ${code}`);
        const byKey = await refusalOf(await askDesk(pool, { key: keys.get(at)! }, name, theirs));
        if (route.auth === 'person') assert.equal(byKey, 'key_wrong_kind', at);
        else if (!granted(route, kind, role)) assert.equal(byKey, 'forbidden', at);
        else if (route.stepUp) assert.equal(byKey, 'key_wrong_kind', at);
        // The first call may have moved what the second asks about.
        else if (isEverybodys(route)) assert.ok(byKey === undefined || !noes.includes(byKey), `${at}: ${byKey}`);
        else assert.equal(byKey, code, at);
      }
    }
  });
}

test('what is one’s own is found by whoever may', async () => {
  for (const [name, route] of table) {
    if (!route.path.includes('{id}')) continue;
    const kinds = route.auth === 'person' ? (['shop'] as const) : route.kinds;
    for (const kind of kinds) {
      const owner = seatOf(kind, 'owner');
      const code = await refusalOf(await askDesk(pool, owner, name, await sampleOf(name, owner)));
      assert.ok(code === undefined, `${name} ${kind}: ${code}`);
    }
  }
});

test('further parts of a path are somebody else’s too: under what is one’s own they are not found', async () => {
  const further = (path: string) =>
    [...path.matchAll(/\{(\w+)\}/g)].map(([, part]) => part!).filter((part) => part !== 'id');
  const routes = table.filter(([, { path }]) => further(path).length > 0);
  assert.ok(routes.length > 0);
  for (const [name, route] of routes) {
    for (const kind of route.auth === 'person' ? [] : route.kinds) {
      const own = seatOf(kind, 'owner');
      const [mine, theirs] = [await sampleOf(name, own), await sampleOf(name, foreign.get(kind)!)];
      assert.deepEqual(
        Object.keys(theirs.rest ?? {}).toSorted(),
        further(route.path).toSorted(),
        `${name} has a sample`,
      );
      const code = await refusalOf(
        await askDesk(pool, own, name, { ...mine, ...(theirs.rest && { rest: theirs.rest }) }),
      );
      assert.match(code ?? 'found', /not_found$/, `${name} ${kind}`);
    }
  }
});

test('nobody gets in without signing in, for an organisation of others, from another page, or with a key of another kind', async () => {
  const owner = seatOf('shop', 'owner');
  const other = foreign.get('shop')!;
  for (const [name, route] of table) {
    const ask = async (seat: Parameters<typeof askDesk>[1], headers?: Record<string, string>) =>
      refusalOf(await askDesk(pool, seat, name, { id: 'x', ...(headers && { headers }) }));
    assert.equal(await ask({ cookie: '', organisationId: owner.organisationId }), 'sign_in_required', name);
    assert.equal(await ask({ cookie: owner.cookie.replace(/.{5}$/, 'AAAA='), organisationId: '' }), 'sign_in_required');
    assert.equal(await ask(owner, { origin: 'https://evil.example' }), 'origin_not_allowed', name);
    assert.equal(await ask({ key: 'sk_test_demo' }), 'key_wrong_kind', name);
    assert.equal(await ask({ key: 'dk_nobody' }), 'key_invalid', name);
    assert.equal(
      await ask({ key: keys.get('shop owner')! }, { origin: 'https://evil.example' }),
      'key_wrong_kind',
      name,
    );
    if (route.auth === 'person') continue;
    assert.equal(await ask({ ...owner, organisationId: other.organisationId }), 'organisation_not_found', name);
    assert.equal(await ask({ ...owner, organisationId: 'org_nothing' }), 'organisation_not_found', name);
  }
});

test('a viewer changes nothing', async () => {
  // A search is sent as a body, because what is looked for belongs in no log; it changes nothing.
  const changes = table.filter(
    ([name, { method, auth }]) => method !== 'GET' && auth === 'member' && name !== 'search',
  );
  assert.ok(changes.length > 0);
  for (const kind of organisationKinds) {
    for (const [name] of changes) {
      const code = await refusalOf(await askDesk(pool, seatOf(kind, 'viewer'), name, { id: 'x', body: {} }));
      assert.equal(code, 'forbidden', `${kind} ${name}`);
    }
  }
});

test('ten minutes after the proof, what asks who is there asks again', async () => {
  await pool.advance(601);
  for (const [name, route] of table) {
    if (!route.stepUp || route.auth !== 'member') continue;
    for (const kind of route.kinds) {
      const code = await refusalOf(await askDesk(pool, seatOf(kind, 'owner'), name, { id: 'x', body: {} }));
      assert.equal(code, 'step_up_required', `${kind} ${name}`);
    }
  }
});
