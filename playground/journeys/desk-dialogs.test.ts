import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { fillIn, payAt, pressPay, readCode } from './buy-steps.ts';
import { axe, faultsOf, photograph } from './check-page.ts';
import { type DemoDesk, signInAt } from './desk-steps.ts';
import { openStage } from './open-stage.ts';

const stage = openStage({ KAMENG_WEBHOOKS_TO_PRIVATE: 'yes' });
const product = 'prd_01k0dem0game00000000000001';
const looks = [
  { width: 390, colorScheme: 'dark' },
  { width: 390, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
] as const;

async function signIn(desk: DemoDesk, at: string): Promise<Page> {
  const context: BrowserContext = await stage.visitor({ bypassCSP: true, reducedMotion: 'reduce' });
  await context.addInitScript(axe);
  return signInAt(stage, context, desk, at);
}

/** The page as it stands, at both widths and in both colours: nothing for axe to say, nothing cut off, and a picture of each. */
async function lookAtAll(page: Page, name: string): Promise<void> {
  const all: string[] = [];
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 860 });
    await page.emulateMedia({ colorScheme });
    await photograph(page, `${name}-${width}-${colorScheme}`, false);
    all.push(...(await faultsOf(page)).map((fault) => `${width} ${colorScheme}: ${fault}`));
  }
  assert.deepEqual(all, []);
}

/** Goes on with the Tab key until that has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let step = 0; step < 40; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail('the keyboard does not get there');
}

async function ask(page: Page, wish: 'Give out' | 'Erase', contact: string): Promise<Locator> {
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Write one down…' }).press('Enter');
  await dialog.getByLabel('Wish').selectOption(wish);
  await dialog.getByLabel('The address or number they buy with').fill(contact);
  await dialog.getByLabel(/How they asked/).fill('By mail, from that address.');
  await lookAtAll(page, `operator-record-new-${wish === 'Erase' ? 'erasure' : 'export'}`);
  await dialog.getByLabel(/How they asked/).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('row', { name: new RegExp(wish) }).press('Enter');
  await dialog.waitFor();
  return dialog;
}

test('what is kept of a buyer is given out; erasing it waits for an order that is open, and says until when', async () => {
  const buyer = await (await stage.visitor()).newPage();
  await buyer.goto(`${stage.pool.url}/buy/${product}?lang=en`);
  await fillIn(buyer, 'records@example.com');
  await pressPay(buyer);

  const page = await signIn('operator', 'operator/records');
  const given = await ask(page, 'Give out', 'records@example.com');
  await lookAtAll(page, 'operator-record-export');
  const file = page.waitForEvent('download');
  const button = given.getByRole('button', { name: 'Download what is kept' });
  await tabTo(page, button);
  await page.keyboard.press('Enter');
  const records = JSON.parse(await readFile(await (await file).path(), 'utf8')) as {
    orders: { id: string; contact: { email: string } }[];
    complete: boolean;
  };
  assert.deepEqual([records.complete, records.orders.length], [true, 1]);
  assert.equal(records.orders[0]!.contact.email, 'records@example.com');
  await given.waitFor({ state: 'detached' });

  const erased = await ask(page, 'Erase', 'records@example.com');
  await erased.getByLabel(/Type ERASE/).fill('ERASE');
  const erase = erased.getByRole('button', { name: 'Erase for ever' });
  await tabTo(page, erase);
  await page.keyboard.press('Enter');
  await erased
    .getByRole('alert')
    .getByText(/Ask again from .*\d{4}.* on\./)
    .waitFor();
  await lookAtAll(page, 'operator-record-refused');
  await erased.getByLabel('Why it is refused').fill('Not before the order is over.');
  await page.keyboard.press('Enter');
  await erased.waitFor({ state: 'detached' });
});

test('a delivered order is erased, and says so', async () => {
  const buyer = await (await stage.visitor()).newPage();
  await buyer.goto(`${stage.pool.url}/buy/${product}?lang=en`);
  await fillIn(buyer, 'gone@example.com');
  await pressPay(buyer);
  await payAt(buyer, 'paid');
  await readCode(buyer);

  const page = await signIn('operator', 'operator/search');
  const search = page.getByRole('searchbox', { name: 'Search' });
  await search.fill('gone@example.com');
  const dialog = page.getByRole('dialog');
  await page.getByRole('row').nth(1).click();
  const orderId = await dialog.getByText(/^ord_/).first().textContent();
  await page.goto(`${stage.pool.url}/console/operator/records`);
  const request = await ask(page, 'Erase', 'gone@example.com');
  await request.getByLabel(/Type ERASE/).fill('ERASE');
  await request.getByRole('button', { name: 'Erase for ever' }).click();
  await request.waitFor({ state: 'detached' });

  await page.goto(`${stage.pool.url}/console/operator/search`);
  await search.fill(orderId!);
  await page.getByRole('row').nth(1).click();
  await dialog.getByText('Contact erased for ever').waitFor();
  await lookAtAll(page, 'operator-order-erased');
});

test('a supplier’s server that answers nonsense is tested, and the report says what to change', async () => {
  const server = createServer((_request, response) => response.writeHead(200).end('{}')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const page = await signIn('supplier', 'supplier/supply');
    const address = page.getByLabel('Address of your server');
    await address.fill(`http://127.0.0.1:${(server.address() as AddressInfo).port}/supply`);
    await address.press('Enter');
    await page.getByLabel('Signing secret').waitFor();
    await lookAtAll(page, 'supplier-supply-secret');
    const run = page.getByRole('button', { name: 'Test my server' });
    await tabTo(page, run);
    await page.keyboard.press('Enter');
    const report = page.locator('section', { has: page.getByRole('heading', { name: 'What the test found' }) });
    await report.getByText('Failed', { exact: true }).first().waitFor();
    assert.ok((await report.getByRole('listitem').count()) >= 3);
    assert.equal(await page.getByRole('button', { name: 'Begin', exact: true }).first().isDisabled(), true);
    await report.scrollIntoViewIfNeeded();
    await lookAtAll(page, 'supplier-supply-report');
  } finally {
    server.close().closeAllConnections();
  }
});
