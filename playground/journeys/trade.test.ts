import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { arrival, fillIn, payAt, pressPay, readCode } from './buy-steps.ts';
import { demoPassword, signInAt } from './desk-steps.ts';
import { openStage } from './open-stage.ts';
import { readBooks, settle } from './read-books.ts';
import {
  addPayoutAccount,
  decide,
  fillFields,
  openPage,
  openRow,
  picture,
  proveBooks,
  runScript,
} from './supplier-steps.ts';

const stage = openStage();
const product = 'prd_01k0dem0game00000000000001';
const [agentName, supplierName] = ['Demo agent', 'Harbour Lane Digital'];

/** Buys one code through the agent's link; answers the buyer's page and the order. */
async function buyThroughLink(email: string): Promise<{ page: Page; order: string }> {
  const page = await (await stage.visitor()).newPage();
  await page.goto(`${stage.pool.url}/r/demo01/${product}?lang=en`);
  await page.waitForURL(/\/buy\/prd_\w+\?ref=DEMO01/, arrival);
  await fillIn(page, email);
  await pressPay(page);
  await payAt(page, 'paid');
  await readCode(page);
  return { page, order: /ord_[0-9a-z]{26}/.exec(page.url())![0] };
}

async function dispute(page: Page): Promise<void> {
  await page.getByText('Something wrong with the code?').click();
  await page.getByLabel('What is wrong').selectOption('already_used');
  await page.getByLabel('What happened').fill('The page said that somebody had it before me.');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('Waiting for the supplier').first().waitFor();
}

/** What the supplier, all agents, the demo's own agent and the rest have of one order in the end. */
async function partsOf(order: string) {
  const balances = [...settle(await readBooks(stage, order))];
  const sum = (start: string) =>
    balances.filter(([account]) => account.startsWith(start)).reduce((total, [, amount]) => total + amount, 0);
  return {
    supplier: sum('sup_'),
    agents: sum('agt_'),
    agent: sum('agt_01k0dem0agent0'),
    escrow: sum('escrow:'),
    channel: sum('channel:'),
  };
}

/** Verified by the operator, because nothing is paid out before. */
async function verify(desk: Page, operator: Page, name: string, number: string): Promise<void> {
  await openPage(desk, 'Verification');
  // An agent’s form begins with a person.
  await desk.getByLabel('You are').selectOption({ label: 'Company' });
  await fillFields(desk, { 'Name of the company': `${name} Ltd`, 'Registration number': number });
  await desk.locator('input[type=file]').setInputFiles(picture);
  await desk.getByText('licence.png').waitFor();
  await desk.getByRole('button', { name: 'Ask to be verified' }).click();
  await desk.getByText('We have it').waitFor();
  await openPage(operator, 'Verifications');
  await openRow(operator, name);
  await decide(operator, 'Approve');
}

/** Asks for all that can be paid out, the operator pays it; answers the amount as the desk writes it. */
async function bePaid(desk: Page, operator: Page, name: string, reference: string): Promise<string> {
  await openPage(desk, 'Payouts');
  await addPayoutAccount(
    desk,
    {
      'Account holder': `${name} Ltd`,
      'Bank, or its BIC': 'Harbour Bank',
      'IBAN or account number': `6222 0000 0000 ${reference}`,
    },
    demoPassword,
  );
  await proveBooks(stage, name);
  await desk.reload();
  await desk.getByRole('button', { name: 'Ask for a payout' }).click();
  const ask = desk.getByRole('dialog', { name: 'Ask for a payout' });
  const amount = await ask.getByLabel('Amount (CNY)').inputValue();
  await ask.getByRole('button', { name: 'Ask for it' }).click();
  await desk.getByText('It is asked for').waitFor();
  await proveBooks(stage);
  await openPage(operator, 'Payouts');
  await openRow(operator, name);
  await decide(operator, 'Approve');
  await operator.getByLabel('State').selectOption({ label: 'Approved, to be paid' });
  await openRow(operator, name);
  await operator.getByRole('dialog').getByLabel("The bank's reference").fill(`BANK-${reference}`);
  await decide(operator, 'It is paid');
  await desk.reload();
  const paid = await openRow(desk, `¥${Number(amount).toLocaleString('en', { minimumFractionDigits: 2 })}`);
  await paid.getByText(`BANK-${reference}`).waitFor();
  await proveBooks(stage);
  return amount;
}

test('an agent’s buyer complains and the supplier stays silent: money and commission go back, the rest is paid out, and the bill is compared', async () => {
  const kept = await buyThroughLink('content@example.com');
  const returned = await buyThroughLink('unheard@example.com');
  await proveBooks(stage);
  const before = await partsOf(returned.order);
  assert.ok(before.supplier > 0 && before.agents > 0, JSON.stringify(before));

  await dispute(returned.page);
  await proveBooks(stage);
  const agent = await signInAt(stage, await stage.visitor(), 'agent');
  await openPage(agent, 'Commissions');
  await agent.getByRole('cell', { name: 'In dispute' }).first().waitFor();

  // First the supplier's two days, then the week in which they could appeal.
  const back = returned.page.getByText('We returned ¥76.00.');
  for (let turn = 0; turn < 30 && !(await back.isVisible()); turn += 1) {
    await runScript(stage, 'let-lapse.ts');
    await returned.page.reload();
    await returned.page.getByText('Something wrong with the code?').or(back).first().waitFor();
    await back.waitFor({ timeout: 2000 }).catch(() => {});
  }
  await back.waitFor();
  assert.deepEqual(await partsOf(returned.order), {
    supplier: 0,
    agents: 0,
    agent: 0,
    escrow: 0,
    channel: 0,
  });
  await proveBooks(stage);
  await agent.reload();
  const taken = await openRow(agent, 'Refunded');
  await taken.getByText('Taken back').waitFor();
  await agent.keyboard.press('Escape');

  const supplier = await signInAt(stage, await stage.visitor(), 'supplier');
  await openPage(supplier, 'Disputes');
  await (await openRow(supplier, 'Closed')).getByText('¥76.00').first().waitFor();
  await supplier.keyboard.press('Escape');

  const operator = await signInAt(stage, await stage.visitor(), 'operator');
  await verify(agent, operator, agentName, '9133 0100 MA2H AGNT');
  await verify(supplier, operator, supplierName, '9133 0100 MA2H HARB');
  const commission = await bePaid(agent, operator, agentName, '4711');
  const share = await bePaid(supplier, operator, supplierName, '0815');
  // Of the order that stayed, and of what both had earned before; a tenth is kept for refunds.
  const stayed = await partsOf(kept.order);
  assert.ok(Math.round(Number(commission) * 100) >= Math.floor(stayed.agent * 0.9), commission);
  assert.ok(Math.round(Number(share) * 100) >= Math.floor(stayed.supplier * 0.9), share);

  // A payment that the books do not know, and its fee; everything else agrees.
  const unknown = await runScript(stage, 'reconcile-today.ts');
  await operator.getByRole('link', { name: 'Overview' }).click();
  await operator.getByRole('link', { name: /Bills that do not match 2/ }).click();
  const missing = await openRow(operator, '¥12.34');
  await missing.getByText(unknown).waitFor();
  await operator.keyboard.press('Escape');
  await operator.getByLabel('Outcome').selectOption({ label: 'Matches' });
  // Of both orders the payment, and of one the refund.
  await operator.getByRole('cell', { name: 'Refund', exact: true }).first().waitFor();
  assert.ok((await operator.getByRole('cell', { name: 'Payment', exact: true }).count()) >= 2);
  await proveBooks(stage);
});
