import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readQr } from '@kameng/checkout/read-qr';
import type { Page } from 'playwright-core';
import { codeOf, demoPassword, enterPassword, readMail, signInAt } from './desk-steps.ts';
import { openStage } from './open-stage.ts';

const stage = openStage();

/** What an authenticator app keeps of the code on the screen, by day and by night. */
async function scanSecret(page: Page): Promise<string> {
  const code = page.getByRole('img', { name: 'QR code' });
  const secrets: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await code.scrollIntoViewIfNeeded();
    const text = await readQr(page.context(), { bytes: await page.screenshot(), type: 'image/png' });
    assert.equal(await readQr(page.context(), { bytes: await code.screenshot(), type: 'image/png' }), text);
    const { protocol, host, pathname, searchParams } = new URL(text);
    assert.deepEqual(
      [protocol, host, decodeURIComponent(pathname), searchParams.get('digits'), searchParams.get('period')],
      ['otpauth:', 'totp', '/Kameng:shop@demo.example', '6', '30'],
    );
    secrets.push(searchParams.get('secret') ?? '');
  }
  assert.equal(secrets[0], secrets[1]);
  return secrets[0]!;
}

test('a password and the code of an authenticator sign in; changing a key asks for the code again only when it must', async () => {
  const context = await stage.visitor();
  const page = await signInAt(stage, context, 'shop', 'account/security');
  await page.getByRole('button', { name: 'Set up' }).click();
  await page.getByLabel('Password', { exact: true }).fill(demoPassword);
  await page.getByRole('dialog').getByRole('button', { name: 'Set up' }).click();
  const secret = await scanSecret(page);
  assert.equal(await page.getByLabel('Secret').inputValue(), secret);
  await page.getByLabel('The 6 digits the app shows').fill(codeOf(secret));
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByRole('heading', { name: 'Backup codes' }).waitFor();
  const backup = await page.locator('.codes code').first().textContent();
  await page.getByRole('button', { name: 'Done' }).click();

  const second = await (await stage.visitor()).newPage();
  await second.goto(`${stage.pool.url}/console/account/keys`);
  await enterPassword(second, 'shop@demo.example', demoPassword);
  const code = second.getByLabel('The 6 digits of your authenticator app');
  await code.fill('000000');
  await second.getByRole('button', { name: 'Sign in' }).click();
  await second.getByRole('alert').waitFor();
  await code.fill(codeOf(secret));
  await second.getByRole('button', { name: 'Sign in' }).click();
  await second.getByRole('heading', { name: 'Desk keys' }).waitFor();

  const third = await (await stage.visitor()).newPage();
  await third.goto(`${stage.pool.url}/console/`);
  await enterPassword(third, 'shop@demo.example', demoPassword);
  await third.getByRole('button', { name: 'Use a backup code' }).click();
  await third.getByLabel('Backup code').fill(backup ?? '');
  await third.getByRole('button', { name: 'Sign in' }).click();
  await third.getByRole('navigation', { name: 'Pages' }).waitFor();

  // A link alone is one proof; whoever has a second one still owes it.
  const fourth = await (await stage.visitor()).newPage();
  await fourth.goto(`${stage.pool.url}/console/`);
  await fourth.getByLabel('E-mail').fill('shop@demo.example');
  await fourth.getByRole('button', { name: 'Send me a link' }).click();
  const mail = await readMail(stage, 'shop@demo.example', /Sign in/);
  await fourth.goto(/http\S+#link=\S+/.exec(mail)![0]);
  await fourth.getByRole('dialog', { name: 'Is it you?' }).waitFor();
  await fourth.getByLabel('The 6 digits of your authenticator app').fill(codeOf(secret));
  await fourth.getByRole('button', { name: 'Confirm' }).click();
  await fourth.getByRole('navigation', { name: 'Pages' }).waitFor();
});

test('a link by mail signs in once, and makes an account for an address that has none', async () => {
  const page = await (await stage.visitor()).newPage();
  await page.goto(`${stage.pool.url}/console/`);
  await page.getByLabel('E-mail').fill('newcomer@example.com');
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByText('newcomer@example.com').waitFor();
  const link = /http\S+#link=\S+/.exec(await readMail(stage, 'newcomer@example.com', /Sign in/))![0];
  await page.goto(link);
  await page.getByRole('heading', { name: 'A new organisation' }).waitFor();
  assert.ok(!page.url().includes('link='));

  const thief = await (await stage.visitor()).newPage();
  await thief.goto(link);
  await thief.getByRole('alert').waitFor();
  assert.equal(await thief.getByRole('navigation', { name: 'Pages' }).count(), 0);
});

test('a passkey signs in without a password, and proves again who is there', async () => {
  const context = await stage.visitor();
  const page = await signInAt(stage, context, 'agent', 'account/security');
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByText('The passkey is added').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.getByRole('heading', { name: 'Sign-in and security' }).waitFor();
});

test('ten wrong passwords lock the address for the password, and not for a link by mail', async () => {
  const page = await (await stage.visitor()).newPage();
  await page.goto(`${stage.pool.url}/console/`);
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/sign-in/email')),
      enterPassword(page, 'supplier@demo.example', `wrong ${attempt}`),
    ]);
    assert.equal(answer.status(), 401);
  }
  await enterPassword(page, 'supplier@demo.example', demoPassword);
  await page.getByText('Too many wrong tries').waitFor();
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.goto(/http\S+#link=\S+/.exec(await readMail(stage, 'supplier@demo.example', /Sign in/))![0]);
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
});

test('signing out somewhere else ends that session at once', async () => {
  const here = await signInAt(stage, await stage.visitor(), 'operator', 'account/sessions');
  const there = await signInAt(stage, await stage.visitor(), 'operator', 'account/sessions');
  await here.reload();
  await here
    .getByRole('listitem')
    .filter({ hasNotText: 'This device' })
    .getByRole('button', { name: 'Sign out' })
    .first()
    .click();
  await here.getByText('Signed out there').waitFor();
  await there.reload();
  await there.getByRole('heading', { name: 'Sign in to your desk' }).waitFor();
});

test('an owner invites a viewer, who joins by the mail, sees the desk and can change nothing', async () => {
  const owner = await signInAt(stage, await stage.visitor(), 'operator', 'account/members');
  await owner.getByRole('button', { name: 'Invite somebody' }).click();
  await owner.getByRole('dialog').getByLabel('E-mail').fill('viewer@example.com');
  await owner.getByRole('button', { name: 'Send the invitation' }).click();
  await owner.getByText('Open invitations').waitFor();

  const viewer = await (await stage.visitor()).newPage();
  await viewer.goto(/http\S+#invitation=\S+/.exec(await readMail(stage, 'viewer@example.com', /invites you/))![0]);
  await viewer.getByText('You are invited').waitFor();
  await viewer.getByLabel('E-mail').fill('viewer@example.com');
  await viewer.getByRole('button', { name: 'Send me a link' }).click();
  await viewer.goto(/http\S+#link=\S+/.exec(await readMail(stage, 'viewer@example.com', /Sign in/))![0]);
  await viewer.getByText('You have joined Demo pool').waitFor();
  await viewer.getByRole('link', { name: 'Members' }).click();
  await viewer.getByRole('cell', { name: 'viewer@example.com' }).waitFor();
  assert.equal(await viewer.getByRole('button', { name: 'Invite somebody' }).count(), 0);
  assert.equal(await viewer.getByRole('link', { name: 'Desk keys' }).count(), 0);

  await owner.reload();
  const row = owner.getByRole('row').filter({ hasText: 'viewer@example.com' });
  await row.getByRole('button', { name: 'Remove' }).click();
  await owner.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await owner.getByText('The member is removed').waitFor();
  await viewer.reload();
  await viewer.getByRole('link', { name: 'To the first page' }).click();
  await viewer.getByRole('heading', { name: 'A new organisation' }).waitFor();
  assert.equal(await viewer.getByRole('link', { name: 'Members' }).count(), 0);
});

test('whoever came by a link proves who they are before a key is made, and sees the key once', async () => {
  const page = await (await stage.visitor()).newPage();
  await page.goto(`${stage.pool.url}/console/`);
  await page.getByLabel('E-mail').fill('agent@demo.example');
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.goto(/http\S+#link=\S+/.exec(await readMail(stage, 'agent@demo.example', /Sign in/))![0]);
  await page.getByRole('link', { name: 'Desk keys' }).click();
  await page.getByRole('button', { name: 'New key' }).first().click();
  await page.getByLabel('Name').fill('Stock sync');
  await page.getByRole('dialog').getByRole('button', { name: 'New key' }).click();
  const asked = page.getByRole('dialog', { name: 'Is it you?' });
  await asked.getByLabel('Password').fill('not this one');
  await asked.getByRole('button', { name: 'Confirm' }).click();
  await asked.getByRole('alert').waitFor();
  await asked.getByLabel('Password').fill(demoPassword);
  await asked.getByRole('button', { name: 'Confirm' }).click();
  const key = await page.getByRole('textbox', { name: 'Key', exact: true }).inputValue();
  const members = `${stage.pool.url}/v1/account/members`;
  const headers = { authorization: `Bearer ${key}` };
  assert.equal((await fetch(members, { headers })).status, 200);
  await page.getByRole('button', { name: 'I have kept it' }).click();
  const row = page.getByRole('row').filter({ hasText: 'Stock sync' });
  await row.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('The key is revoked').waitFor();
  // A process may remember a key for five seconds.
  while ((await fetch(members, { headers })).status !== 401) await new Promise(setImmediate);
});
