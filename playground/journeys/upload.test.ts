import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
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
