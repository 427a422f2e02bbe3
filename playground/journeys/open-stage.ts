import { join } from 'node:path';
import { after, afterEach, before } from 'node:test';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { openBrowser, openProfile } from './open-browser.ts';
import { openPool, type Pool } from './open-pool.ts';
import { serveHost, type Host } from './serve-host.ts';

/** What every journey needs; filled before the first test of a file and cleared after the last. */
export interface Stage {
  pool: Pool;
  host: Host;
  browser: Browser;
  /** A buyer's private window: English, on a desktop unless told otherwise. */
  visitor: (options?: BrowserContextOptions) => Promise<BrowserContext>;
  /** A buyer's ordinary browser. */
  regular: () => Promise<BrowserContext>;
}

/** Pictures of journeys, never committed. */
export const artefacts = join(import.meta.dirname, '../../.artefacts/journeys');

const desktop: BrowserContextOptions = {
  viewport: { width: 1280, height: 860 },
  locale: 'en-GB',
  permissions: ['clipboard-read', 'clipboard-write'],
};

/** A pool, a host and a browser for one file of tests. */
export function openStage(env: Record<string, string> = {}): Stage {
  const stage = {} as Stage;
  const profiles: BrowserContext[] = [];
  before(async () => {
    stage.pool = await openPool(env);
    stage.host = await serveHost(stage.pool.url);
    stage.browser = await openBrowser();
    stage.visitor = async (options) => patient(await stage.browser.newContext({ ...desktop, ...options }));
    stage.regular = async () => {
      const profile = patient(await openProfile(desktop));
      profiles.push(profile);
      return profile;
    };
  });
  afterEach(async (test) => {
    const contexts = [...(stage.browser?.contexts() ?? []), ...profiles];
    if ('passed' in test && !test.passed) await photograph(contexts, test.name);
    await Promise.all(stage.browser?.contexts().map((context) => context.close()) ?? []);
  });
  after(async () => {
    await Promise.all(profiles.map((profile) => profile.close()));
    await stage.browser?.close();
    await stage.host?.close();
    await stage.pool?.close();
  });
  return stage;
}

/** A busy machine is no failure: what must come may take a minute. */
function patient(context: BrowserContext): BrowserContext {
  context.setDefaultTimeout(60_000);
  return context;
}

/** What was on the screen when a test failed, for whoever reads its report. */
async function photograph(contexts: BrowserContext[], test: string): Promise<void> {
  const name = test.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 40);
  for (const [at, page] of contexts.flatMap((context) => context.pages()).entries())
    await page.screenshot({ path: join(artefacts, `failed-${name}-${at}.png`) }).catch(() => {});
}

/** A phone as browsers describe one. */
export const phone: BrowserContextOptions = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
