import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { summaryReporter, defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { startFakePool } from './test/fake-pool.ts';

// What is tested is what is shipped: the built scripts, served by a pool on another origin.
const built = mkdtempSync(join(tmpdir(), 'kameng-widget-'));
const rollup = fileURLToPath(import.meta.resolve('rollup/dist/bin/rollup'));
execFileSync(process.execPath, [rollup, '-c', 'rollup.config.ts', '--silent', '--dir', built], {
  cwd: import.meta.dirname,
  stdio: 'inherit',
});
const pool = await startFakePool(built);

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

const files = {
  name: 'files',
  serve({ path }) {
    if (path === '/pool') return { body: JSON.stringify(pool.url), type: 'json' };
    return path === '/axe.js' ? { body: axe, type: 'js' } : undefined;
  },
  serverStop() {
    pool.close();
    rmSync(built, { recursive: true, force: true });
  },
};

/** Pages that embed the pool, on the tests' own origin so that tests can look inside: `/host?html=…&csp=…`. */
async function hostPages(context, next) {
  if (context.path !== '/host') return next();
  if (context.query.csp) context.set('content-security-policy', context.query.csp);
  context.type = 'html';
  context.body = context.query.html;
}

export default {
  files: 'src/**/*.browser.test.ts',
  nodeResolve: { exportConditions: ['production', 'browser'] },
  plugins: [esbuildPlugin({ ts: true, target: 'es2022' }), files],
  middleware: [hostPages],
  browsers: [chromeLauncher({ launchOptions: await launchOptions() })],
  concurrency: 1,
  testFramework: { config: { timeout: 120_000 } },
  testsFinishTimeout: 600_000,
  reporters: [defaultReporter({ reportTestProgress: true, reportTestResults: true }), summaryReporter()],
};

/** An installed Chromium if there is one, else the one from npm, which also runs without root and without a display. */
async function launchOptions() {
  const installed = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
  const args = ['--no-sandbox', '--disable-dev-shm-usage'];
  if (installed) return { executablePath: installed, args };
  const { default: chromium } = await import('@sparticuz/chromium');
  return { executablePath: await chromium.executablePath(), args: chromium.args };
}
