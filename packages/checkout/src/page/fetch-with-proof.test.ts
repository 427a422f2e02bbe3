import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { HumanCheck } from '@kameng/contract/error';
import { createChallenge, verifySolution, type Payload } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Browser } from 'playwright-core';
import { openFakePool, type FakePool } from '../test/fake-pool.ts';
import { openBrowser } from '../test/open-browser.ts';
import { confirmation, redirect } from '../test/sample.ts';
import { buyPath, fillIn } from '../test/shown.ts';

const secret = 'a secret of the pool';
let pool: FakePool;
let browser: Browser;
before(async () => {
  [pool, browser] = await Promise.all([openFakePool(), openBrowser()]);
});
after(async () => {
  await browser?.close();
  await pool?.close();
});

test('a pool that asks for a proof of work gets it, and the buyer goes on to pay without a further click', async () => {
  const challenge = (await createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    cost: 100,
    counter: 40,
    deriveKey,
    hmacSignatureSecret: secret,
  })) as HumanCheck;
  pool.handlers.confirmCheckout = ({ proof }) =>
    proof ? confirmation(pool.order, redirect(`${pool.url}/pay/1`)) : { refuse: 'human_check_required', challenge };
  const page = await browser.newPage({ locale: 'en-GB' });
  await page.goto(pool.url + buyPath);
  await fillIn(page);
  await page.getByRole('button', { name: /^Pay ¥/ }).click();
  await page.getByRole('heading', { name: 'Gateway' }).waitFor();

  const [first, second, ...more] = pool.calls.filter(({ name }) => name === 'confirmCheckout');
  assert.deepEqual(more, []);
  assert.equal(first!.proof, undefined);
  assert.deepEqual({ ...second!, proof: undefined }, first, 'the same request, with the same key');
  const payload = JSON.parse(Buffer.from(second!.proof!, 'base64').toString()) as Payload;
  const { verified } = await verifySolution({ ...payload, deriveKey, hmacSignatureSecret: secret });
  assert(verified);
});
