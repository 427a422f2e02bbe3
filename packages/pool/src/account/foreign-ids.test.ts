import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type OrganisationKind } from '@kameng/contract/desk-roles';
import { deskRoutes, type DeskRouteName, type MemberRoute } from '@kameng/contract/desk-routes';
import { createId, idPrefix, type IdKind } from '@kameng/contract/id';
import { deskSamples, type Sample } from '../../test/desk-samples.ts';
import { type IdField, idFieldsOf, putAt } from '../../test/id-fields.ts';
import { leaveTrade } from '../../test/leave-trade.ts';
import { askDesk, openOrganisation, openSeat, type DeskCall, type Seat } from '../../test/open-seat.ts';
import { openTestPool, type TestPool } from '../../test/open-test-pool.ts';
import { rowsAbout } from '../../test/rows-about.ts';
import { writeCursor } from '../http/cursor.ts';

/** Organisations that have one another to hide from; the operator's desk has everybody's. */
const tenantKinds = ['supplier', 'agent', 'shop'] as const satisfies readonly OrganisationKind[];
type TenantKind = (typeof tenantKinds)[number];
/** What no organisation has to itself: the catalogue, and what may not be sold. */
const shared: readonly IdKind[] = ['product', 'prohibition'];

const samples: Partial<Record<DeskRouteName, Sample>> = deskSamples;
const table = (Object.entries(deskRoutes) as [DeskRouteName, MemberRoute][])
  .map(([name, route]) => ({ name, route, kinds: tenantKinds.filter((kind) => route.kinds?.includes(kind)) }))
  .filter(({ kinds }) => kinds.length > 0);

let pool: TestPool;
const callers = new Map<TenantKind, Seat>();
const others = new Map<TenantKind, Seat>();
/** Real things of others, by kind; and all that must never be in an answer to anybody else. */
const victims = new Map<string, string[]>();
const marks = new Set<string>();
const cursors: string[] = [];
const empty: string[] = [];
const keyed: { name: DeskRouteName; kind: TenantKind; sent: DeskCall; answer: string }[] = [];

const prefixes = Object.entries(idPrefix).flatMap(([kind, prefix]) =>
  shared.includes(kind as IdKind) ? [] : [prefix],
);
const anyId = new RegExp(`\\b(?:${prefixes.join('|')})_[0-7][0-9a-hjkmnp-tv-z]{25}\\b`, 'g');

async function sampleOf(name: DeskRouteName, of: Seat): Promise<DeskCall> {
  const sample = samples[name];
  const id = await sample?.id?.(pool, of);
  const rest = id === undefined ? undefined : await sample?.rest?.(pool, id);
  const body = typeof sample?.body === 'function' ? await sample.body(pool, of) : sample?.body;
  return { ...(id !== undefined && { id }), ...(rest && { rest }), body };
}

/** Remembers what an answer to the others holds, so that it is known again wherever else it turns up. */
function mark(answer: string): void {
  for (const [id] of answer.matchAll(anyId)) {
    marks.add(id);
    victims.set(id.slice(0, 3), [...(victims.get(id.slice(0, 3)) ?? []), id]);
  }
  for (const [secret] of answer.matchAll(/\b(?:dk|sk|pk|whsec)_[\w+/=-]{16,}|OTHERS-\w+/g)) marks.add(secret);
}

/** Gives the others names that stand nowhere else. */
async function nameOthers(kind: TenantKind, { organisationId, personId, email }: Seat): Promise<void> {
  const name = `OTHERS-${kind}`;
  for (const party of ['supplier', 'agent'])
    await pool.engine.db.pool.query(`UPDATE ${party} SET name = $2 WHERE organisation_id = $1`, [organisationId, name]);
  await pool.engine.db.pool.query('UPDATE organisation SET name = $2 WHERE id = $1', [organisationId, name]);
  await pool.engine.db.pool.query('UPDATE person SET name = $2 WHERE id = $1', [personId, `${name}-person`]);
  for (const each of [name, email, organisationId, personId]) marks.add(each);
}

before(async () => {
  pool = await openTestPool();
  for (const kind of tenantKinds) {
    callers.set(kind, await openSeat(pool, await openOrganisation(pool, kind), 'owner'));
    others.set(kind, await openSeat(pool, await openOrganisation(pool, kind), 'owner'));
  }
  // Makes the callers the supplier and the agent that their desks are for.
  await sampleOf('pauseOffer', callers.get('supplier')!);
  await sampleOf('removeAgentLink', callers.get('agent')!);
  for (const { name, route, kinds } of table) {
    for (const kind of kinds) {
      const seat = others.get(kind)!;
      const sent = await sampleOf(name, seat);
      mark(JSON.stringify(sent));
      if (route.method !== 'POST') continue;
      const headers = { 'idempotency-key': `one key for all ${name}`.replaceAll(' ', '-') };
      const answer = await (await askDesk(pool, seat, name, { ...sent, headers })).text();
      mark(answer);
      keyed.push({ name, kind, sent, answer });
    }
  }
  await leaveTrade(pool, others.get('supplier')!, others.get('agent')!);
  // After the calls, so that what they began has left things of each kind behind.
  for (const kind of tenantKinds) await nameOthers(kind, others.get(kind)!);
  for (const { name, kinds } of table)
    for (const kind of kinds) mark(JSON.stringify(await sampleOf(name, others.get(kind)!)));
  for (const { name, route, kinds } of table) {
    if (route.method !== 'GET' || route.path.includes('{')) continue;
    for (const kind of kinds) {
      const query = { ...neededBy(route), ...(route.query && 'limit' in route.query.shape && { limit: '1' }) };
      const text = await (await askDesk(pool, others.get(kind)!, name, { query })).text();
      mark(text);
      const { next_cursor, data } = JSON.parse(text) as { next_cursor?: string | null; data?: unknown[] };
      if (data?.length === 0) empty.push(`${name} ${kind}`);
      if (next_cursor) cursors.push(next_cursor);
    }
  }
  assert.deepEqual(empty, [], 'every list of the others has something to hide');
  for (const [kind, ids] of victims) victims.set(kind, [...new Set(ids)]);
});
after(() => pool.close());

/** What the parts of a list's query that it cannot do without are given. */
function neededBy(route: MemberRoute): Record<string, string> {
  const shape = route.query?.shape ?? {};
  const at = pool.engine.now().toISOString();
  const day = at.slice(0, 10);
  const whole = 'account' in shape;
  return {
    ...('from' in shape && { from: whole ? `${day}T00:00:00.000Z` : day, to: whole ? `${day}T23:59:59.000Z` : day }),
    ...('currency' in shape && { currency: 'CNY' }),
  };
}

/** What was answered, but for what the caller sent and for the request's own id. */
async function answerTo(seat: Seat, name: DeskRouteName, call: DeskCall, sent: string) {
  const response = await askDesk(pool, seat, name, call);
  const text = (await response.text()).replaceAll(sent, 'SENT').replaceAll(/req_\w+/g, 'req');
  return { status: response.status, text };
}

function hides(text: string, at: string): void {
  const shown = [...marks].filter((each) => text.includes(each));
  assert.deepEqual(shown, [], `${at} shows what is somebody else’s`);
}

/** A call in which one place names something else; undefined where the sample has no such place. */
function aim(call: DeskCall, { part, path }: IdField, value: string): DeskCall | undefined {
  if (part === 'query') return { ...call, query: { [path[0]!]: value } };
  if (part === 'body') {
    const body = putAt(call.body, path, value);
    return body === undefined ? undefined : { ...call, body };
  }
  return path[0] === 'id' ? { ...call, id: value } : { ...call, rest: { ...call.rest, [path[0]!]: value } };
}

test('whatever place of a call names what is somebody else’s, it is answered as if it did not exist, and nothing of theirs moves', async () => {
  let aimed = 0;
  const before = await rowsAbout(pool.engine, marks);
  for (const { name, route, kinds } of table) {
    const fields = idFieldsOf(route).filter(({ kinds: named }) => !named.every((kind) => shared.includes(kind)));
    if (fields.length === 0) continue;
    for (const kind of kinds) {
      const seat = callers.get(kind)!;
      for (const field of fields) {
        const at = `${name} as ${kind}: ${field.part}/${field.path.join('/')}`;
        const ask = async (value: string) => {
          const call = aim(await sampleOf(name, seat), field, value);
          assert.ok(call, `${at}: the sample of the call has it`);
          aimed += 1;
          return answerTo(seat, name, call, value);
        };
        const few = field.kinds.length > 2 ? 1 : 2;
        const theirs = field.kinds.flatMap((each) => (victims.get(idPrefix[each]) ?? []).slice(-few));
        assert.ok(theirs.length > 0, `${at}: somebody else has one`);
        const nothing = await ask(createId(field.kinds[0]!));
        for (const id of theirs) {
          const answer = await ask(id);
          hides(answer.text, `${at} ${id}`);
          assert.deepEqual(answer, nothing, `${at}: ${id} is told from one that does not exist`);
          if (field.part !== 'query') assert.match(String(answer.status), /^4(03|04|09|22)$/, `${at}: ${answer.text}`);
        }
        const otherKind = [...marks].find((each) => each.startsWith('mem_') && !field.kinds.includes('member'));
        if (otherKind) assert.match(String((await ask(otherKind)).status), /^4(00|04|22)$/, `${at}: of another kind`);
        if (field.part === 'query') continue;
        // Without a mistake it is answered otherwise: it was that one id that was refused, and nothing else.
        const own = await sampleOf(name, seat);
        const { status, text } = await answerTo(seat, name, own, own.id ?? 'no id');
        assert.notDeepEqual({ status, text }, nothing, `${at}: one’s own is found`);
      }
    }
    if (route.method === 'GET') continue;
    assert.deepEqual(await rowsAbout(pool.engine, marks), before, `${name} moves nothing of theirs`);
  }
  assert.ok(aimed > 200, `${aimed} calls`);
});

test('no list shows what is somebody else’s, from its top or behind any cursor, theirs or made up', async () => {
  const [first, last] = [new Date(0).toISOString().replace('1970', '1990'), '2990-01-01T00:00:00.000Z'];
  const edges = ['0', '~'].flatMap((edge, at) => {
    const time = at === 0 ? first : last;
    return [[edge], [time, edge], [time.slice(0, 10), edge], [edge, edge], [time, edge, edge]].map(writeCursor);
  });
  const named = [...victims.values()].flatMap((ids) => ids.slice(-1).map((id) => writeCursor([id])));
  assert.ok(cursors.length > 5, 'lists of the others have several pages');
  const before = await rowsAbout(pool.engine, marks);
  for (const { name, route, kinds } of table) {
    if (route.method !== 'GET' || route.path.includes('{')) continue;
    for (const kind of kinds) {
      const ask = async (query: Record<string, string>) => {
        const answer = await answerTo(
          callers.get(kind)!,
          name,
          { query: { ...neededBy(route), ...query } },
          'nothing sent',
        );
        hides(answer.text, `${name} as ${kind} ${JSON.stringify(query)}`);
        return answer.status;
      };
      assert.equal(await ask({}), 200, name);
      if (!(route.query && 'cursor' in route.query.shape)) continue;
      const answered = [];
      for (const cursor of [...cursors, ...edges, ...named]) answered.push(await ask({ cursor, limit: '100' }));
      assert.deepEqual(
        [...new Set(answered)].filter((status) => ![200, 400, 422].includes(status)),
        [],
        name,
      );
      assert.ok(answered.includes(200), `${name} takes a cursor`);
    }
  }
  assert.deepEqual(await rowsAbout(pool.engine, marks), before);
});

test('an Idempotency-Key of somebody else’s is one’s own to use, and brings nothing of theirs', async () => {
  assert.ok(keyed.length > 20);
  for (const { name, kind, sent, answer } of keyed) {
    const headers = { 'idempotency-key': `one key for all ${name}`.replaceAll(' ', '-') };
    const seat = callers.get(kind)!;
    const call = await sampleOf(name, seat);
    const mine = await answerTo(seat, name, { ...call, headers }, 'nothing sent');
    hides(mine.text, `${name} as ${kind}`);
    assert.doesNotMatch(mine.text, /idempotency_/, `${name} as ${kind}`);
    // The very request of theirs, with their key.
    const replayed = await answerTo(
      seat,
      name,
      { ...sent, headers: { 'idempotency-key': headers['idempotency-key'] } },
      'nothing sent',
    );
    assert.ok(
      !(replayed.status < 300 && replayed.text === answer && [...marks].some((each) => answer.includes(each))),
      name,
    );
  }
});

test('the organisation one is at work for is one’s own: another’s is as good as none', async () => {
  for (const { name, route, kinds } of table) {
    for (const kind of kinds) {
      const seat = callers.get(kind)!;
      const ask = (organisationId: string) =>
        answerTo(
          { ...seat, organisationId },
          name,
          route.method === 'POST' ? { id: 'x', body: {} } : { id: 'x' },
          organisationId,
        );
      const theirs = await ask(others.get(kind)!.organisationId);
      assert.deepEqual(theirs, await ask(createId('organisation')), name);
      assert.ok(theirs.status === 403 || theirs.status === 404, name);
    }
  }
});
