import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { fillIn, payAt, pressPay, readCode } from './buy-steps.ts';
import { readMail, signInAt } from './desk-steps.ts';
import { artefacts, openStage } from './open-stage.ts';
import {
  addPayoutAccount,
  decide,
  drawnPixels,
  fillFields,
  openPage,
  openRow,
  picture,
  proveBooks,
} from './supplier-steps.ts';

const stage = openStage();
const email = 'zephyra@example.com';
const name = 'Zephyra Supply';
const product = 'Zephyra card ¥100';
const password = 'a long password';

/** Comes by mail, sets a password so that money can be moved later, and begins as a supplier. */
async function begin(page: Page): Promise<void> {
  await page.goto(`${stage.pool.url}/console/`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.goto(/http\S+#link=\S+/.exec(await readMail(stage, email, /Sign in/))![0]);
  await page.getByLabel('Name under which you trade').fill(name);
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await openPage(page, 'Sign-in and security');
  await page.getByRole('button', { name: 'Set a password' }).click();
  await page.getByLabel('New password').fill(password);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The password is saved').waitFor();
}

async function submitGoods(page: Page): Promise<void> {
  await openPage(page, 'Goods');
  await page.getByRole('button', { name: 'Submit a product' }).first().click();
  const form = page.getByRole('dialog');
  await fillFields(form, {
    'Name in Chinese': '码头 100 元卡',
    'Name in English': product,
    Brand: 'Zephyra',
    'Face value': '¥100',
    'List price (CNY)': '100',
    'Where the issuer publishes it': 'https://zephyra.example/prices',
    'How to redeem, in Chinese': '登录后兑换。',
    'How to redeem, in English': 'Sign in and redeem.',
    'From whom it comes, and until when': 'Contract until the end of 2027',
  });
  await form.locator('input[type=file]').setInputFiles(picture);
  await form.getByText('licence.png').waitFor();
  await form.getByRole('button', { name: 'Submit for review' }).click();
  await page.getByText('It is submitted').waitFor();
}

/** A workbook whose second sheet has these 2,000 codes, formulas, a row without a code, one twice, and a number that Excel has rounded. */
function readWorkbookFile(): { name: string; mimeType: string; buffer: Buffer; codes: Set<string> } {
  const codes = Array.from({ length: 2000 }, (_, at) => `ZEPH-${String(at).padStart(4, '0')}-${(at * 7919) % 9973}-ZX`);
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const buffer = readFileSync(join(import.meta.dirname, 'codes.xlsx'));
  return { name: 'codes.xlsx', mimeType, buffer, codes: new Set(codes) };
}

async function upload(page: Page, file: ReturnType<typeof readWorkbookFile>): Promise<void> {
  await openPage(page, 'Upload codes');
  await page.locator('input[type=file]').setInputFiles({ ...file, buffer: Buffer.from([0xd0, 0xcf, 0x11, 0xe0]) });
  await page.getByText('The workbook has a password').waitFor();
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByLabel('Which sheet').selectOption('Codes');
  await page.getByRole('button', { name: 'Read this sheet' }).click();
  await page.getByText(/Numbers of more than 15 digits.*: 1\..* Rows 2,006/).waitFor();
  await page.screenshot({ path: join(artefacts, '../desks', 'workbook-1280.png') });
  await page.getByRole('button', { name: 'Send it all the same' }).click();
  await page.getByText('codes.xlsx [Codes].csv').waitFor();
  await page.getByRole('heading', { name: 'Is it read right?' }).waitFor();
  // Somebody who reloads goes on where they were.
  await page.reload();
  await page.getByRole('button', { name: 'Check the whole file' }).click();
  await page.getByText('Rows that are not taken').first().waitFor();
  for (const reason of ['Looks like a spreadsheet formula', 'A field is missing', 'Twice in this file'])
    await page.getByRole('cell', { name: reason }).first().waitFor();
  const [report] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ]);
  const saved = await readFile(await report.path(), 'utf8');
  assert.match(saved, /^\uFEFFLine,Why\r\n\d,Looks like a spreadsheet formula\r\n/);
  assert.ok(!saved.includes('HYPERLINK'), 'a report does not repeat what is in the file');
  await page.getByRole('button', { name: 'Take 2,000 codes' }).click();
  await page.getByText('Done: 2,000 codes are for sale.').waitFor();
}

async function buy(productId: string): Promise<{ order: string; code: string }> {
  const page = await (await stage.visitor()).newPage();
  await page.goto(`${stage.pool.url}/buy/${productId}?lang=en`);
  await fillIn(page, 'buyer-of-zephyra@example.com');
  await pressPay(page);
  await payAt(page, 'paid');
  const code = (await readCode(page)).replaceAll(/[^A-Z0-9]/g, '');
  return { code, order: /ord_[0-9a-z]{26}/.exec(page.url())![0] };
}

async function askForMoney(page: Page): Promise<void> {
  await openPage(page, 'Payouts');
  await addPayoutAccount(
    page,
    {
      'Account holder': 'Zephyra Ltd',
      'Bank, or its BIC': 'Zephyra Bank',
      'IBAN or account number': '6222 0000 0000 1234',
    },
    password,
  );
  await proveBooks(stage, name);
  await page.reload();
  await page.getByRole('button', { name: 'Ask for a payout' }).click();
  const ask = page.getByRole('dialog', { name: 'Ask for a payout' });
  // 70.00 have matured, and a tenth stays for refunds.
  assert.equal(await ask.getByLabel('Amount (CNY)').inputValue(), '63.00');
  await ask.getByLabel('Amount (CNY)').fill('63.01');
  await ask.getByText('More than the ¥63.00').waitFor();
  await ask.getByLabel('Amount (CNY)').fill('60');
  await ask.getByRole('button', { name: 'Ask for it' }).click();
  await page.getByText('It is asked for').waitFor();
}

test('somebody becomes a supplier, is verified and reviewed, sells a code and is paid, and the books agree at every step', async () => {
  const page = await (await stage.visitor()).newPage();
  await begin(page);
  const operator = await signInAt(stage, await stage.visitor(), 'operator');
  await page.getByRole('link', { name: 'Kameng' }).click();
  await page.getByRole('link', { name: 'Get verified: nothing is sold or paid out before' }).click();
  await fillFields(page, { 'Name of the company': 'Zephyra Ltd', 'Registration number': '9133 0100 MA2H QUAY' });
  await page.locator('input[type=file]').setInputFiles(picture);
  await page.getByText('licence.png').waitFor();
  await page.getByRole('button', { name: 'Ask to be verified' }).click();
  await page.getByText('We have it').waitFor();

  await openPage(operator, 'Verifications');
  const application = await openRow(operator, name);
  await application.getByText('9133 0100 MA2H QUAY').waitFor();
  await application.getByRole('button', { name: 'Look at document 1' }).click();
  await application.getByRole('img', { name: 'Document 1' }).waitFor();
  await decide(operator, 'Approve');
  await page.reload();
  await page.getByText('You are verified.').waitFor();

  await submitGoods(page);
  await openPage(operator, 'Goods to review');
  await openRow(operator, product);
  await decide(operator, 'Ask for a change', 'At most five at once, please.');
  await page.getByRole('link', { name: 'Kameng' }).click();
  await page.getByRole('link', { name: 'Products to change: 1' }).click();
  const asked = await openRow(page, product);
  await asked.getByText('The pool asks: At most five at once, please.').waitFor();
  await asked.getByRole('button', { name: 'Make the change' }).click();
  const form = page.getByRole('dialog', { name: 'Change the product' });
  await form.getByLabel('Most per order').fill('5');
  await form.getByRole('button', { name: 'Submit for review' }).click();
  await page.getByText('It is submitted').waitFor();
  await operator.reload();
  const again = await openRow(operator, product);
  await again.getByText('A change was asked for: At most five at once, please.').waitFor();
  await decide(operator, 'Approve');

  await openPage(page, 'Goods');
  const listed = await openRow(page, product);
  await listed.getByText('Approved; it is in the catalogue').waitFor();
  await listed.getByRole('link', { name: 'Make an offer' }).click();
  const offer = page.getByRole('dialog', { name: 'Make an offer' });
  await offer.getByLabel('Supply price of one (CNY)').fill('70');
  await offer.getByRole('button', { name: 'Make the offer' }).click();
  await page.getByRole('row').filter({ hasText: product }).getByText('¥70.00').waitFor();
  await proveBooks(stage);

  const file = readWorkbookFile();
  await upload(page, file);
  const found = (await (await fetch(`${stage.pool.url}/v1/products?q=Zephyra`)).json()) as { data: { id: string }[] };
  const bought = await buy(found.data[0]!.id);
  const sold = [...file.codes].map((code) => code.replaceAll('-', ''));
  assert.ok(sold.includes(bought.code), bought.code);
  await proveBooks(stage);

  await openPage(page, 'Orders');
  const sale = await openRow(page, product);
  await sale.getByText(bought.order).waitFor();
  await sale.getByText('¥70.00').first().waitFor();
  const seen = await page.content();
  assert.ok(
    !seen.includes('buyer-of-zephyra') && !seen.replaceAll('-', '').includes(bought.code),
    'nothing of the buyer, and no code',
  );
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  const chart = page.locator('.chart canvas').first();
  await chart.waitFor();
  assert.ok((await drawnPixels(chart)) > 500, 'the line over days is drawn');
  await page.getByRole('link', { name: 'Pending ¥70.00' }).waitFor();

  await askForMoney(page);
  await proveBooks(stage);
  await openPage(operator, 'Payouts');
  const payout = await openRow(operator, name);
  await payout.getByText('6222 0000 0000 1234').waitFor();
  await decide(operator, 'Approve');
  await operator.getByLabel('State').selectOption({ label: 'Approved, to be paid' });
  await openRow(operator, name);
  await operator.getByRole('dialog').getByLabel("The bank's reference").fill('BANK-0001');
  await decide(operator, 'It is paid');
  await proveBooks(stage);
  await page.reload();
  const paid = await openRow(page, '¥60.00');
  await paid.getByText('BANK-0001').waitFor();
});
