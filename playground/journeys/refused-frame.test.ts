import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrival, payButton } from './buy-steps.ts';
import { openStage } from './open-stage.ts';

const stage = openStage();

const button = `<kameng-buy product="prd_01k0dem0game00000000000001" site="pk_test_demo"><a href="POOL/buy/prd_01k0dem0game00000000000001?site=pk_test_demo">Get it</a></kameng-buy>`;
const script = `<script async src="POOL/embed/v1/kameng.js"></script>`;

test('a frame that never answers becomes the hosted page', async () => {
  const context = await stage.visitor();
  await context.route('**/checkout/frame*', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<p>Nothing answers here' }),
  );
  const page = await context.newPage();
  await page.goto(stage.host.put('/silent', `<!doctype html><html lang="en"><title>Silent</title>${script}${button}`));
  await page.evaluate(() =>
    (globalThis as unknown as { Kameng: { configure: (change: object) => void } }).Kameng.configure({
      patienceMs: 300,
    }),
  );
  await page.getByRole('link', { name: 'Get it' }).click();
  await page.waitForURL(`${stage.pool.url}/buy/**`, arrival);
  await payButton(page).waitFor();
  await context.close();
});

test('a page whose policy forbids frames sends the buyer to the hosted page', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  const policy = `<meta http-equiv="content-security-policy" content="frame-src 'none'">`;
  await page.goto(
    stage.host.put('/no-frames', `<!doctype html><html lang="en"><title>No frames</title>${policy}${script}${button}`),
  );
  await page.evaluate(() =>
    (globalThis as unknown as { Kameng: { configure: (change: object) => void } }).Kameng.configure({
      patienceMs: 1000,
    }),
  );
  await page.getByRole('link', { name: 'Get it' }).click();
  await page.waitForURL(`${stage.pool.url}/buy/**`, arrival);
  await payButton(page).waitFor();
  await context.close();
});

test('a page that the site does not list gets no frame, and the buyer is not left alone', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  const origin = stage.host.url.replace('127.0.0.1', 'evil.localhost');
  stage.host.put('/unlisted', `<!doctype html><html lang="en"><title>Unlisted</title>${script}${button}`);
  await page.goto(`${origin}/unlisted`);
  await page.evaluate(() =>
    (globalThis as unknown as { Kameng: { configure: (change: object) => void } }).Kameng.configure({
      patienceMs: 1000,
    }),
  );
  const opened = page.waitForResponse((response) => response.url().includes('/checkout/frame'));
  await page.getByRole('link', { name: 'Get it' }).click();
  const policy = (await opened).headers()['content-security-policy'] ?? '';
  assert.doesNotMatch(/frame-ancestors ([^;]*)/.exec(policy)?.[1] ?? 'none', /evil/);
  await page.waitForURL(`${stage.pool.url}/buy/**`, arrival);
  await context.close();
});
