import { readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { summaryReporter, defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { buildWidget } from './test/build-widget.ts';
import { startFakePool } from './test/fake-pool.ts';
import { findChromium } from './test/find-chromium.ts';
import { findFirefox } from './test/find-firefox.ts';

// What is tested is what is shipped: the built scripts, served by a pool on another origin.
const built = buildWidget();
// A pool for each browser, since the pools remember what was asked for and the browsers run side by side.
const pools = { chrome: await startFakePool(built), firefox: await startFakePool(built) };

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const files = {
  name: 'files',
  serve({ path, headers }) {
    const pool = headers['user-agent'].includes('Firefox') ? pools.firefox : pools.chrome;
    if (path === '/pool') return { body: JSON.stringify(pool.url), type: 'json' };
    return path === '/axe.js' ? { body: axe, type: 'js' } : undefined;
  },
  serverStop() {
    for (const pool of Object.values(pools)) pool.close();
    rmSync(built, { recursive: true, force: true });
  },
};

/** The launcher calls every browser Chrome that it did not bring itself. */
function named(name, launcher) {
  return Object.assign(launcher, { name });
}

/** Pages that embed the pool, on the tests' own origin so that tests can look inside: `/host?html=…&csp=…`. */
async function hostPages(context, next) {
  if (context.path !== '/host') return next();
  if (context.query.csp) context.set('content-security-policy', context.query.csp);
  context.type = 'html';
  context.body = context.query.html;
}

const firefox = findFirefox();
if (!firefox)
  process.stdout.write('skipped: the elements in Firefox, since there is none (apt-get install firefox-esr)\n');

export default {
  files: 'src/**/*.browser.test.ts',
  nodeResolve: { exportConditions: ['production', 'browser'] },
  plugins: [esbuildPlugin({ ts: true, target: 'es2022' }), files],
  middleware: [hostPages],
  browsers: [
    chromeLauncher({ launchOptions: await findChromium() }),
    ...(firefox ? [named('Firefox', chromeLauncher({ launchOptions: firefox }))] : []),
  ],
  concurrency: 1,
  testFramework: { config: { timeout: 120_000 } },
  testsFinishTimeout: 600_000,
  reporters: [defaultReporter({ reportTestProgress: true, reportTestResults: true }), summaryReporter()],
};
