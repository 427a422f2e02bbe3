import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Confirmation } from '@kameng/contract/checkout';
import { confirmInFrame, frameOf, payAt, readCode } from './buy-steps.ts';
import { openStage } from './open-stage.ts';
import { lookAround, spyScript } from './spy.ts';

const stage = openStage();

test('a host page that watches everything learns an order reference and a status, nothing else', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  const html = `<!doctype html><html lang="en"><title>Curious</title><script>${spyScript}</script>
    <script async src="POOL/embed/v1/kameng.js"></script>
    <kameng-buy product="prd_01k0dem0game00000000000001" site="pk_test_demo"><a href="POOL/buy/prd_01k0dem0game00000000000001?site=pk_test_demo">Get it</a></kameng-buy>`;
  await page.goto(stage.host.put('/curious', html));
  const opened = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().includes('/v1/checkouts'),
  );
  await page.getByRole('link', { name: 'Get it' }).click();
  const checkout = (await (await opened).json()) as { id: string; secret: string };
  const frame = frameOf(page);
  const email = 'very-private@example.com';
  const answered = page.waitForResponse((response) => response.url().endsWith('/confirm'));
  const tab = await confirmInFrame(context, frame, email);
  const confirmation = (await (await answered).json()) as Confirmation;
  const payUrl = tab.url();
  assert.equal(await tab.evaluate(() => window.opener), null, 'the payment tab can reach whoever opened it');
  await payAt(tab, 'paid');
  const code = await readCode(frame);
  await frame.getByRole('button', { name: 'Copy private link' }).click();

  const { seen, frames } = (await page.evaluate(lookAround)) as { seen: string[]; frames: number };
  assert.equal(frames, 1, 'the spy found the frame');
  const text = seen.join('\n');
  const bare = code.replaceAll(/[^A-Za-z0-9]/g, '');
  const secrets = {
    code,
    bare,
    email,
    token: confirmation.order_token,
    secret: checkout.secret,
    checkout: checkout.id,
    payment: payUrl,
    paymentId: payUrl.split('/').at(-1) ?? '',
  };
  for (const [name, secret] of Object.entries(secrets))
    assert.ok(
      !text.includes(secret),
      `the host page saw the ${name}: ${seen.find((each) => each.includes(secret))?.slice(0, 300)}`,
    );

  // It did hear what it may hear, so the silence above is no accident.
  assert.ok(text.includes('port in {"type":"status"'), 'the spy heard no status on the port');
  const events = seen.filter((each) => each.startsWith('event '));
  const { order } = confirmation;
  for (const [name, status] of [
    ['order', 'held'],
    ['delivered', 'delivered'],
  ] as const)
    assert.ok(
      events.includes(`event ${name} ${JSON.stringify({ order: order.id, status })}`),
      `no ${name} in ${events.join()}`,
    );
  const allowed = new Set(['order', 'status', 'product', 'quantity', 'amount', 'code', 'amount_minor', 'currency']);
  for (const event of events) {
    const detail = JSON.parse(event.replace(/^event \w+ /, '') || '{}') as object | null;
    for (const key of Object.keys(detail ?? {})) assert.ok(allowed.has(key), event);
  }
  for (const refused of ['frame window', 'frame storage', 'frame address'])
    assert.ok(
      seen.some((each) => each.startsWith(`${refused} refused`)),
      refused,
    );
  await context.close();
});

test('what is kept for the buyer is kept by the pool’s origin, and only there', async () => {
  const context = await stage.visitor();
  const page = await context.newPage();
  await page.goto(`${stage.host.url}/playground/shelf.html?lang=en`);
  await page
    .locator('kameng-catalog')
    .getByRole('link')
    .or(page.locator('kameng-catalog').getByRole('button'))
    .first()
    .waitFor();
  assert.deepEqual(await context.cookies(), []);
  const kept = await page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }));
  assert.deepEqual(
    kept.filter((key) => !['lang', 'theme'].includes(key)),
    [],
  );
  await context.close();
});
