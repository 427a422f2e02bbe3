import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from 'playwright-core';
import type { Stage } from './open-stage.ts';

const run = promisify(execFile);

/** A PNG of one pixel: what a licence looks like to a test. */
export const picture = {
  name: 'licence.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  ),
};

/** Runs a script of the pool's tests on this pool; answers what it printed. */
export async function runScript(stage: Stage, name: string, ...given: string[]): Promise<string> {
  const script = join(import.meta.dirname, '../../packages/pool/test', name);
  const env = { ...process.env, KAMENG_DATA_DIR: stage.pool.dataDir };
  return (await run(process.execPath, [script, ...given], { env, timeout: 60_000 })).stdout.trim();
}

/** Asserts that the books of the pool are without a fault; lets the money of a supplier or agent mature first when one is named. */
export async function proveBooks(stage: Stage, mature?: string): Promise<void> {
  const stdout = await runScript(stage, 'let-mature.ts', ...(mature ? [mature] : []));
  const { transfers, sums, ...faults } = JSON.parse(stdout) as { transfers: number; sums: Record<string, number> };
  assert.ok(transfers > 0);
  assert.ok(
    Object.values(sums).every((sum) => sum === 0),
    stdout,
  );
  for (const [kind, found] of Object.entries(faults)) assert.deepEqual(found, [], kind);
}

/** Opens a page of the desk by its link in the rail. */
export async function openPage(page: Page, name: string): Promise<void> {
  await page.locator('.rail-links').getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** Opens the row of a list that says this, once it is there; what a job has to do first comes with a reload. */
export async function openRow(page: Page, text: string): Promise<Locator> {
  const row = page.getByRole('row').filter({ hasText: text });
  for (let tries = 0; tries < 60 && !(await row.first().isVisible()); tries += 1) {
    await page.reload();
    await page.locator('main h1').waitFor();
    await row
      .first()
      .waitFor({ timeout: 1000 })
      .catch(() => {});
  }
  await row.first().click();
  return page.getByRole('dialog');
}

/** Fills fields by their names. */
export async function fillFields(place: Page | Locator, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await place.getByLabel(name, { exact: true }).fill(value);
}

/** Decides what the operator has open. */
export async function decide(operator: Page, decision: string, message?: string): Promise<void> {
  const form = operator.getByRole('dialog');
  await form.getByLabel('Decision').selectOption({ label: decision });
  if (message) await form.getByLabel('What they read').fill(message);
  await form.getByRole('button', { name: 'Decide' }).click();
  await operator.getByText('It is decided').first().waitFor();
  await form.waitFor({ state: 'detached' });
}

/** Adds an account to be paid to, and shows who is there when that is asked. */
export async function addPayoutAccount(
  page: Page,
  fields: Readonly<Record<string, string>>,
  password: string,
): Promise<void> {
  await page.getByRole('button', { name: 'Add an account' }).click();
  const form = page.getByRole('dialog', { name: 'Add an account' });
  await fillFields(form, fields);
  await form.getByRole('button', { name: 'Add the account' }).click();
  const proof = page.getByRole('dialog', { name: 'Is it you?' });
  await proof.or(page.getByText('The account is added')).first().waitFor();
  if (await proof.isVisible()) {
    await proof.getByLabel('Password').fill(password);
    await proof.getByRole('button', { name: 'Confirm' }).click();
  }
  await page.getByText('The account is added').first().waitFor();
}

/** How many of a canvas's pixels anything was drawn on. */
export async function drawnPixels(canvas: Locator): Promise<number> {
  return canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const data = (element as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height).data;
    return data.reduce((sum, value, at) => sum + (at % 4 === 3 && value > 0 ? 1 : 0), 0);
  });
}
