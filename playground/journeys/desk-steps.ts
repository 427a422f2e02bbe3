import { createHmac } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import type { Stage } from './open-stage.ts';

/** Everybody's password in the demo. */
export const demoPassword = 'kameng-demo';

export type DemoDesk = 'supplier' | 'agent' | 'shop' | 'operator';

/** Signs in at the console with a password, as the demo's owner of that desk; answers the page with the desk on it. */
export async function signInAt(stage: Stage, context: BrowserContext, desk: DemoDesk, at = ''): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${stage.pool.url}/console/${at}`);
  await enterPassword(page, `${desk}@demo.example`, demoPassword);
  // On a narrow screen the rail is folded away.
  await page.locator('nav.rail').waitFor({ state: 'attached' });
  return page;
}

/** Fills in the first step of signing in and sends it. */
export async function enterPassword(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** The newest mail to an address, once it is there, as the text it was sent with. */
export async function readMail(stage: Stage, recipient: string, subject: RegExp): Promise<string> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const response = await fetch(`${stage.pool.url}/dev/mail.json?recipient=${encodeURIComponent(recipient)}`);
    const { data } = (await response.json()) as { data: { subject: string; text_body: string }[] };
    const found = data.find((mail) => subject.test(mail.subject));
    if (found) return found.text_body;
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
  throw new Error(`no mail to ${recipient} came`);
}

/** The six digits that an authenticator app shows for a secret (RFC 6238 with SHA-1, 30 s, RFC 4226 §5.3). */
export function codeOf(secret: string, at = Date.now()): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', decodeBase32(secret)).update(counter).digest();
  const number = mac.readUInt32BE(mac[19]! & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

function decodeBase32(text: string): Buffer {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...text.replace(/=+$/, '')]
    .map((digit) => alphabet.indexOf(digit).toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
