import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { readQr } from '@kameng/checkout/read-qr';
import { arrival, fillIn, payAt, pressPay, readCode } from './buy-steps.ts';
import { readMail } from './desk-steps.ts';
import { artefacts, openStage, phone } from './open-stage.ts';
import { readBooks, settle } from './read-books.ts';

const stage = openStage();

/** How large a code is looked at: across a street, on a screen, printed on A3 at 150 dots an inch. */
const sizes = [240, 874, 1748];

test('somebody becomes an agent, a buyer buys on their storefront, and the commission is there, with the books even', async () => {
  const context = await stage.visitor(phone);
  const page = await context.newPage();
  const look = async (name: string) => {
    await page.screenshot({ path: join(artefacts, `agent-desk-${name}.png`), fullPage: true });
    assert.equal(
      await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
      true,
      `${name} is wider than the phone`,
    );
  };
  const open = async (path: string, heading: string) => {
    await page.goto(`${stage.pool.url}/console/agent/${path}`);
    await page.getByRole('heading', { name: heading, exact: true, level: 1 }).waitFor();
  };

  await page.goto(`${stage.pool.url}/console/account/start?as=agent&invited_by=DEMO01`);
  await page.getByLabel('E-mail').fill('linqiao@example.com');
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.goto(/http\S+#link=\S+/.exec(await readMail(stage, 'linqiao@example.com', /Sign in/))![0]);
  await page.getByLabel('Name under which you trade').fill('Linqiao’s corner');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('heading', { name: 'Linqiao’s corner', level: 1 }).waitFor();
  const link = await page.getByLabel('Your link').inputValue();
  const ref = link.split('/').at(-1)!;

  // They told no name: what they did is under the first part of their address, not under an id.
  await open('../account/audit', 'Audit log');
  await page.getByRole('cell', { name: 'linqiao', exact: true }).first().waitFor();

  await open('prices', 'Goods and markup');
  await page.getByLabel('Markup on all goods (%)').fill('2');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved; in force within seconds').waitFor();
  await look('prices');

  await open('storefront', 'Storefront');
  await page.getByLabel('End of the address').fill('linqiao');
  await page.getByLabel('Introduction').fill('Codes I use myself.');
  await page
    .getByRole('checkbox', { name: /Starfall/ })
    .first()
    .check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The storefront is saved').waitFor();
  await look('storefront');

  const buyer = await (await stage.visitor(phone)).newPage();
  await buyer.goto(link);
  await buyer.waitForURL(`${stage.pool.url}/s/linqiao?ref=${ref}`, arrival);
  await buyer.getByRole('heading', { name: 'Linqiao’s corner' }).waitFor();
  await buyer.screenshot({ path: join(artefacts, 'agent-desk-shop.png'), fullPage: true });
  await buyer.getByRole('link', { name: /Buy.*Starfall/ }).click();
  await buyer.waitForURL(/\/buy\/prd_\w+\?ref=/, arrival);
  await fillIn(buyer, 'buyer-of-linqiao@example.com');
  await pressPay(buyer);
  await payAt(buyer, 'paid');
  assert.match(await readCode(buyer), /^[A-Z0-9]{4}/);
  const balances = settle(await readBooks(stage, /ord_[0-9a-z]{26}/.exec(buyer.url())?.[0] ?? ''));
  const owned = [...balances].filter(([account]) => !account.startsWith('channel:'));
  const agents = owned.flatMap(([account, amount]) => (account.startsWith('agt_') ? [amount] : []));
  // 0.8 % of ¥76 for DEMO01, who invited, 0.5 % for DEMO00 above it; 3 % and the markup of ¥1.52 for the new agent.
  assert.deepEqual(
    agents.toSorted((left, right) => left - right),
    [38, 60, 380],
  );
  assert.equal(
    owned.reduce((sum, [, amount]) => sum + amount, 0),
    7752,
    'what everybody has is what the buyer paid',
  );

  await open('commissions', 'Commissions');
  // The commission of the level, and the markup.
  await page.getByRole('cell', { name: 'Pending' }).nth(1).waitFor();
  assert.equal(await page.getByRole('cell', { name: 'Pending' }).count(), 2);
  await look('commissions');
  await page.goto(`${stage.pool.url}/console/agent`);
  await page
    .getByRole('link', { name: /^Paid 1/ })
    .or(page.locator('.tile', { hasText: 'Paid' }))
    .first()
    .waitFor();
  await page.getByText('Views → checkouts → paid').waitFor();
  await look('overview');
  await open('links', 'Links');
  for (const [button, type] of [
    ['PNG', 'image/png'],
    ['SVG', 'image/svg+xml'],
  ] as const) {
    const [poster] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('button', { name: new RegExp(button) })
        .first()
        .click(),
    ]);
    assert.equal(poster.suggestedFilename(), `kameng-${ref}.${button.toLowerCase()}`);
    const bytes = await readFile(await poster.path());
    for (const width of sizes) assert.equal(await readQr(context, { bytes, type, width }), link, `${button} ${width}`);
  }
  for (const path of ['', '/prd_01k0dem0game00000000000001']) {
    const bytes = Buffer.from(await (await fetch(`${link}${path}/qr.svg`)).arrayBuffer());
    for (const width of sizes)
      assert.equal(await readQr(context, { bytes, type: 'image/svg+xml', width }), `${link}${path}`);
  }
  for (const [path, heading] of [
    ['links', 'Links'],
    ['downline', 'Downline and levels'],
    ['payouts', 'Payouts'],
  ] as const) {
    await open(path, heading);
    await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
    await look(path);
  }
});
