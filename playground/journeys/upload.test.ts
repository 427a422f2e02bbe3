import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { inline, makeWorkbook } from '@kameng/console/make-workbook';
import type { Page, Request } from 'playwright-core';
import { signInAt } from './desk-steps.ts';
import { openStage } from './open-stage.ts';
import { openPage } from './supplier-steps.ts';

const stage = openStage();
const good = 100_000;

/** So many codes, every thousandth of them twice, and after every five-thousandth a row that is none. */
function writeFile(): { text: string; twice: number; formulas: number; empty: number } {
  const rows = ['code,note'];
  const counts = { twice: 0, formulas: 0, empty: 0 };
  for (let at = 0; at < good; at += 1) {
    const code = `HARB-${String(at).padStart(6, '0')}-${((at * 7919) % 999_983).toString(36).toUpperCase()}`;
    rows.push(`${code},${at}`);
    if (at % 1000 === 999) counts.twice += rows.push(`${code},again`) && 1;
    if (at % 5000 === 4999) {
      rows.push(`=HYPERLINK("http://evil.example"),${at}`, `,no code`);
      counts.formulas += 1;
      counts.empty += 1;
    }
  }
  return { text: `${rows.join('\r\n')}\r\n`, ...counts };
}

const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const partBytes = 1024 * 1024;

/** A workbook of two sheets, the second with so many codes: as CSV more than four parts. */
function writeWorkbook(codes: number, last = '') {
  const note = 'from the quay, third crate on the left, as agreed';
  const rows = Array.from({ length: codes }, (_, at) => {
    const [nth, code] = [
      at + 2,
      `QUAY${String(at).padStart(6, '0')}${((at * 7919) % 999_983).toString(36).toUpperCase()}`,
    ];
    return `<row r="${nth}">${inline(`A${nth}`, code)}<c r="B${nth}"><v>${at}</v></c><c r="C${nth}" t="s"><v>0</v></c></row>`;
  });
  const head = `<row r="1">${inline('A1', 'code')}${inline('B1', 'number')}${inline('C1', 'note')}</row>`;
  const buffer = makeWorkbook({
    strings: `<si><t>${note}${last}</t></si>`,
    sheets: { Notes: `<row r="1">${inline('A1', 'Not this one')}</row>`, Codes: head + rows.join('') },
  });
  return { name: 'quay.xlsx', mimeType: workbookType, buffer };
}

/** How many codes each offer has, as the page of uploads is told. */
async function openUploads(page: Page): Promise<{ id: string; name: string; codes: number }[]> {
  const [answer] = await Promise.all([
    page.waitForResponse((each) => new URL(each.url()).pathname === '/v1/supplier/offers' && each.ok()),
    page.goto(`${stage.pool.url}/console/supplier/uploads`),
  ]);
  const { data } = (await answer.json()) as {
    data: { id: string; product: { name: string }; stock: { codes: number } }[];
  };
  return data.map(({ id, product, stock: { codes } }) => ({ id, name: product.name, codes }));
}

test('a workbook of which the sending broke off twice goes on where the pool has it, and every code of it is there once', async () => {
  const codes = 70_000;
  const file = writeWorkbook(codes);
  const page = await signInAt(stage, await stage.visitor(), 'supplier');
  const before = await openUploads(page);
  const offer = before.find(({ name }) => name.startsWith('Starfall'))!;

  // What happens to a part, by how many came before it.
  const sent: number[] = [];
  const offsetOf = (request: Request) => (request.postDataJSON() as { offset: number }).offset;
  await page.route('**/v1/supplier/uploads/*/parts', async (route) => {
    sent.push(offsetOf(route.request()));
    if (sent.length === 2) {
      // The pool has it, and nobody hears of it.
      await route.fetch();
      await route.abort('connectionreset');
    } else if (sent.length !== 4) await route.continue();
  });
  await page.getByLabel('For which offer').selectOption({ label: offer.name });
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByLabel('Which sheet').selectOption('Codes');
  await page.getByRole('button', { name: 'Read this sheet' }).click();
  await page.getByRole('alert').waitFor();
  assert.deepEqual(sent, [0, partBytes]);

  await page.reload();
  const resumed = page.getByRole('heading', { name: 'The sending broke off' });
  await resumed.waitFor();
  const input = page.locator('input[type=file]');
  await input.setInputFiles(writeWorkbook(codes, '!'));
  await page.getByText('This is another file').waitFor();
  await input.setInputFiles({ ...file, name: 'other.xlsx' });
  await page.getByText('This is another file').waitFor();
  assert.equal(sent.length, 2, 'nothing of another file was sent');
  const cut = page.waitForRequest((request) => request.url().endsWith('/parts') && offsetOf(request) === 3 * partBytes);
  await input.setInputFiles(file);
  await cut;

  // Closed in the middle of the fourth part, which never arrives.
  await page.reload();
  await resumed.waitFor();
  await input.setInputFiles(file);
  await page.getByRole('heading', { name: 'Is it read right?' }).waitFor();
  assert.deepEqual(
    sent.map((offset) => offset / partBytes),
    [0, 1, 2, 3, 3, 4],
    'no part twice but the one that never arrived',
  );
  await page.getByRole('button', { name: 'Check the whole file' }).click();
  await page.getByRole('button', { name: 'Take 70,000 codes' }).click();
  await page.getByText('Done: 70,000 codes are for sale.').waitFor({ timeout: 180_000 });
  assert.equal(await page.getByText('Rows that are not taken').count(), 0);
  const after = await openUploads(page);
  assert.deepEqual(
    after,
    before.map((each) => (each.id === offer.id ? { ...each, codes: each.codes + codes } : each)),
  );
});

test('a supplier uploads a hundred thousand codes from a file with bad rows and duplicates, and all good ones are for sale', async () => {
  const { text, twice, formulas, empty } = writeFile();
  assert.deepEqual([twice, formulas, empty], [100, 20, 20]);
  const page = await signInAt(stage, await stage.visitor(), 'supplier');
  await openPage(page, 'Upload codes');
  const offer = page.getByLabel('For which offer');
  await offer.selectOption(await offer.locator('option', { hasText: 'Starfall' }).first().innerText());
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'harbour.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('heading', { name: 'Is it read right?' }).waitFor();
  await page.getByRole('button', { name: 'Check the whole file' }).click();
  await page.getByRole('progressbar').or(page.getByText('Rows that are not taken')).first().waitFor();
  await page.getByText('Rows that are not taken').first().waitFor({ timeout: 120_000 });
  const [report] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ]);
  const reasons = (await readFile(await report.path(), 'utf8')).trim().split('\r\n').slice(1);
  const count = (why: string) => reasons.filter((row) => row.endsWith(why)).length;
  assert.deepEqual(
    [
      reasons.length,
      count('Twice in this file'),
      count('Looks like a spreadsheet formula'),
      count('A field is missing'),
    ],
    [twice + formulas + empty, twice, formulas, empty],
  );
  await page.getByRole('button', { name: 'Take 100,000 codes' }).click();
  await page.getByText('Done: 100,000 codes are for sale.').waitFor({ timeout: 180_000 });

  await page.reload();
  await openPage(page, 'Upload codes');
  await page.getByRole('row').filter({ hasText: 'harbour.csv' }).first().waitFor();
});
