import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createId } from '@kameng/contract/id';
import { openTestPool, type TestPool } from '../../test/open-test-pool.ts';
import { cardSize } from './draw-card.ts';

let pool: TestPool;
let agentId: string;
let chosen: string[];
const hostile = '"><script>alert(1)</script>';

before(async () => {
  pool = await openTestPool();
  const { pool: db } = pool.engine.db;
  agentId = createId('agent');
  await db.query(
    "INSERT INTO agent (id, ref, name, level, markup_bps, created_at) VALUES ($1, 'STORE01', 'Store', 1, 1000, now())",
    [agentId],
  );
  await db.query(
    "INSERT INTO agent_link (id, agent_id, ref, label, created_at) VALUES ($1, $2, 'VIDEO01', 'Video', now())",
    [createId('agentLink'), agentId],
  );
  const { rows } = await db.query<{ id: string }>(
    "SELECT p.id FROM product p JOIN offer o ON o.product_id = p.id WHERE p.forced IS NULL AND p.category <> 'test' ORDER BY p.rank LIMIT 3",
  );
  chosen = rows.map(({ id }) => id).toReversed();
  await db.query(
    'INSERT INTO storefront (agent_id, slug, title, words, product_ids, published, updated_at) VALUES ($1, $2, $3, $4, $5, true, now())',
    [agentId, 'corner', `Corner ${hostile}`, hostile, chosen],
  );
});
after(() => pool.close());

const load = (path: string, headers: Record<string, string> = {}) => fetch(`${pool.url}${path}`, { headers });
const buyLinks = (page: string) => [...page.matchAll(/href="(\/buy\/[^"]+)"/g)].map(([, href]) => href);

test('the page shows the chosen goods in their order at the agent’s prices, and every button carries the referral', async () => {
  const response = await load('/s/corner');
  const page = await response.text();
  assert.equal(response.status, 200);
  assert.deepEqual(
    buyLinks(page),
    chosen.map((id) => `/buy/${id}?ref=STORE01`),
  );
  const product = (await (await load(`/v1/products/${chosen[0]}`, { 'kameng-ref': 'STORE01' })).json()) as {
    price: { amount_minor: number };
  };
  assert.ok(page.includes((product.price.amount_minor / 100).toFixed(2)));
});

test('whoever came by another link of the agent keeps it, and nobody else’s', async () => {
  for (const [ref, kept] of [
    ['VIDEO01', 'VIDEO01'],
    ['DEMO01', 'STORE01'],
  ]) {
    const page = await (await load(`/s/corner?ref=${ref}&lang=ar&theme=dark`)).text();
    assert.ok(buyLinks(page).every((href) => href!.includes(`ref=${kept}`) && href!.includes('theme=dark')));
    assert.match(page, /<html lang="ar" dir="rtl" data-theme="dark">/);
  }
  const led = await fetch(`${pool.url}/r/VIDEO01`, { redirect: 'manual' });
  assert.equal(led.headers.get('location'), '/s/corner?ref=VIDEO01');
});

test('it runs no script, says what a link’s card needs, and the agent’s words stay words', async () => {
  const response = await load('/s/corner');
  const page = await response.text();
  assert.ok(!page.includes('<script'));
  assert.match(
    response.headers.get('content-security-policy')!,
    /^default-src 'none'; style-src 'self'; img-src 'self'/,
  );
  assert.ok(!response.headers.get('content-security-policy')!.includes('script-src'));
  for (const name of ['og:title', 'og:description', 'og:url', 'twitter:card'])
    assert.ok(page.includes(`"${name}"`), name);
  // The goods' pictures are SVG, which cards do not show.
  const [, image = ''] = /"og:image" content="([^"]+)"/.exec(page) ?? [];
  const card = await fetch(image);
  assert.equal(card.headers.get('content-type'), 'image/png');
  const bytes = Buffer.from(await card.arrayBuffer());
  assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [cardSize.width, cardSize.height]);
});

test('a storefront that is not published, or whose agent is frozen, is not there', async () => {
  assert.equal((await load('/s/nothing')).status, 404);
  const { pool: db } = pool.engine.db;
  await db.query('UPDATE storefront SET published = false WHERE agent_id = $1', [agentId]);
  assert.equal((await load('/s/corner')).status, 404);
  await db.query('UPDATE storefront SET published = true WHERE agent_id = $1', [agentId]);
  assert.equal((await load('/s/corner')).status, 200);
  await db.query("UPDATE agent SET status = 'frozen' WHERE id = $1", [agentId]);
  await pool.advance(6);
  assert.equal((await load('/s/corner')).status, 404);
});
