import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createId, type IdKind } from '@kameng/contract/id';
import { routes, type Route, type RouteName } from '@kameng/contract/routes';
import { demoIds } from '@kameng/mock/demo-ids';
import { idFieldsOf, putAt, type IdField } from '../../test/id-fields.ts';
import { insertShop } from '../../test/insert-goods.ts';
import { openTestPool, type TestPool } from '../../test/open-test-pool.ts';
import { rowsAbout } from '../../test/rows-about.ts';
import { createApiKey } from '../site/create-api-key.ts';

/** What everybody may name. */
const shared: readonly IdKind[] = ['product', 'offer'];
/** Calls whose right is a secret of the thing itself; `enumeration.test.ts` tries those. */
const bySecret: readonly string[] = ['getCheckout', 'confirmCheckout'];

/**
 * Who looks for an order is told nothing; a checkout that follows nobody's and a purchase of nobody's hold are as
 * good as new ones; and what one does not hold is released already. */
const silent: readonly string[] = [
  'lookupOrder',
  'createCheckout',
  'createOrder',
  'releaseHold',
  'deleteWebhookEndpoint',
];

interface Shop {
  key: string;
  things: Partial<Record<IdKind, string>>;
}

let pool: TestPool;
let mine: Shop;
let theirs: Shop;
before(async () => {
  pool = await openTestPool();
  mine = await openShop('mine');
  theirs = await openShop('theirs');
});
after(() => pool.close());

async function ask(key: string, method: string, path: string, body?: unknown) {
  const response = await fetch(new URL(path, pool.url), {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

const price = { amount_minor: 1_000_000, currency: 'CNY' };
const purchase = () => ({ product_id: demoIds.starfall, client_reference: createId('event'), max_amount: price });
const complaint = { claim: 'invalid', text: 'It does not work.' };

/** A shop with one thing of each kind. */
async function openShop(name: string): Promise<Shop> {
  const site = await insertShop(pool.engine);
  const { key } = await createApiKey(pool.engine, { site, kind: 'secret' });
  const make = async (path: string, body: unknown) => {
    const { status, text } = await ask(key, 'POST', path, body);
    assert.ok(status < 300, `${path}: ${text}`);
    return JSON.parse(text) as { id: string; items: { id: string }[]; codes: { id: string }[] };
  };
  const order = await make('/v1/orders', purchase());
  const { codes } = await make(`/v1/orders/${order.id}/reveal`, {});
  await make(`/v1/orders/${order.id}/disputes`, complaint);
  await make(`/v1/orders/${order.id}/disputes/evidence`, { text: 'The page said so.' });
  const { rows } = await pool.engine.db.pool.query<{ id: string }>(
    'SELECT e.id FROM dispute_evidence e JOIN dispute d ON d.id = e.dispute_id WHERE d.order_id = $1',
    [order.id],
  );
  const hold = await make('/v1/holds', { product_id: demoIds.starfall, max_amount: price });
  const endpoint = await make('/v1/webhook_endpoints', { url: `https://${name}.example/hook` });
  const events = JSON.parse((await ask(key, 'GET', '/v1/events')).text) as { data: { id: string }[] };
  const checkout = await make('/v1/checkouts', { product_id: demoIds.starfall });
  return {
    key,
    things: {
      order: order.id,
      orderItem: order.items[0]!.id,
      code: codes[0]!.id,
      evidence: rows[0]!.id,
      hold: hold.id,
      webhookEndpoint: endpoint.id,
      event: events.data[0]!.id,
      checkout: checkout.id,
    },
  };
}

/** Bodies that a call takes, where it takes one. */
const bodies: Partial<Record<RouteName, () => unknown>> = {
  createCheckout: () => ({
    product_id: demoIds.starfall,
    replaces: { id: mine.things.checkout, secret: `cks_${'A'.repeat(43)}` },
  }),
  payOrder: () => ({ channel: 'sandbox' }),
  revealOrder: () => ({ item_id: mine.things.orderItem }),
  openDispute: () => ({ ...complaint, code_ids: [mine.things.code] }),
  answerDispute: () => ({ action: 'refuse', text: 'No.' }),
  addEvidence: () => ({ text: 'The page said so.' }),
  lookupOrder: () => ({ order_id: mine.things.order, contact: 'buyer@example.com' }),
  createOrder: () => ({ ...purchase(), hold_id: mine.things.hold }),
};

/** The call with something named at that place, and what is one's own everywhere else. */
function aim(name: RouteName, { part, path, kinds }: IdField, value: string): { path: string; body: unknown } {
  const params = idFieldsOf(routes[name]).find((field) => field.part === 'params')?.kinds[0];
  const id = part === 'params' ? value : params && mine.things[params];
  const body = bodies[name]?.();
  const evidence = name === 'readEvidence' && part !== 'query' ? `?evidence_id=${mine.things.evidence}` : '';
  const query = part === 'query' ? `?${path[0]}=${value}` : evidence;
  const aimed = part === 'body' ? putAt(body, path, value) : body;
  assert.ok(part !== 'body' || aimed !== undefined, `${name}: its body has a ${kinds[0]} at ${path.join('/')}`);
  return { path: routes[name].path.replace('{id}', id ?? '') + query, body: aimed };
}

test('whatever place of a call names what is another shop’s, it is answered as if it did not exist, and nothing of theirs moves', async () => {
  const marks = new Set(Object.values(theirs.things));
  const before = await rowsAbout(pool.engine, marks);
  let aimed = 0;
  for (const [name, route] of Object.entries(routes as Record<string, Route>) as [RouteName, Route][]) {
    if (bySecret.includes(name) || name === 'followOrder') continue;
    for (const field of idFieldsOf(route).filter(({ kinds }) => !kinds.every((kind) => shared.includes(kind)))) {
      const at: string = `${name} ${field.part}/${field.path.join('/')}`;
      const foreign = theirs.things[field.kinds[0]!];
      assert.ok(foreign, `${at}: another shop has one`);
      const answerTo = async (value: string) => {
        const { path, body } = aim(name, field, value);
        const { status, text } = await ask(mine.key, route.method, path, body);
        return {
          status,
          text: text
            .replaceAll(value, 'SENT')
            .replaceAll(/(req|evt|ord|chk|cks|itm|cod)_[\w-]+|····\w+|\d{4}-\d\d-\d\dT[\d:.]+Z/g, '$1'),
        };
      };
      const answer = await answerTo(foreign);
      assert.deepEqual(answer, await answerTo(createId(field.kinds[0]!)), `${at}: theirs is told from none`);
      assert.ok(!Object.values(theirs.things).some((each) => answer.text.includes(each)), at);
      if (!silent.includes(name)) assert.match(String(answer.status), /^4(00|03|04|09|22)$/, `${at}: ${answer.text}`);
      aimed += 1;
    }
  }
  assert.ok(aimed > 15, `${aimed} places`);
  assert.deepEqual(await rowsAbout(pool.engine, marks), before);
});
