import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

/** A real Chromium: the one CHROME_PATH names, else one of this machine, else the one from npm. */
export async function openBrowser(): Promise<Browser> {
  // Chromium's own sandbox refuses to run for root.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const own = [process.env['CHROME_PATH'], ...installed].find((path) => path !== undefined && existsSync(path));
  if (own !== undefined) return chromium.launch({ executablePath: own, args: asRoot });
  const { default: packaged } = await import('@sparticuz/chromium');
  return chromium.launch({ executablePath: await packaged.executablePath(), args: [...packaged.args, ...asRoot] });
}
