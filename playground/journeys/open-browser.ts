import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions } from 'playwright-core';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A real Chromium: the one that CHROME_PATH names, else one of this machine, else the one from npm. */
async function findBrowser(): Promise<{ executablePath: string; args: string[] }> {
  // Chromium's sandbox refuses to run for root.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const own = [process.env.CHROME_PATH, ...installed].find((path) => path !== undefined && existsSync(path));
  if (own !== undefined) return { executablePath: own, args: asRoot };
  const { default: packaged } = await import('@sparticuz/chromium');
  return { executablePath: await packaged.executablePath(), args: [...packaged.args, ...asRoot] };
}

/** A browser whose windows are private ones: frames of other sites may keep nothing. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch(await findBrowser());
}

/** A browser that keeps the page a buyer has left, as people's browsers do and driven ones do not. */
export async function openRememberingBrowser(): Promise<Browser> {
  return chromium.launch({ ...(await findBrowser()), ignoreDefaultArgs: ['--disable-back-forward-cache'] });
}

/** What Chrome comes with; some builds of Chromium block the storage of other sites' frames unless told. */
const preferences = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };

/** A browser with an ordinary profile, as most people have: frames of other sites keep what is theirs on this site. */
export async function openProfile(options: BrowserContextOptions): Promise<BrowserContext> {
  const folder = await mkdtemp(join(tmpdir(), 'kameng-profile-'));
  await mkdir(join(folder, 'Default'));
  await writeFile(join(folder, 'Default/Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(folder, { ...options, ...(await findBrowser()) });
  // The browser is still writing while it ends.
  context.once('close', () => void rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  return context;
}
