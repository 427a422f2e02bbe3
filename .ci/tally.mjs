/**
 * Runs package scripts one after the other, shows their output as it comes, and adds up what their test runners counted.
 * Usage: node .ci/tally.mjs <script>…   The last line is `N passed, N failed, N skipped`; the exit code is 1 when anything failed.
 * A script that fails without a runner counting a failure (a type error, a crash) counts as one failure;
 * a script without a runner (types, lint, sizes) that succeeds counts as one pass.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';

const total = { passed: 0, failed: 0, skipped: 0 };
const lines = [];
for (const script of process.argv.slice(2)) {
  process.stdout.write(`\n== pnpm ${script}\n`);
  const started = Date.now();
  const { counts, exitCode } = await run(script);
  if (exitCode !== 0 && counts.failed === 0) counts.failed = 1;
  if (exitCode === 0 && counts.passed + counts.failed + counts.skipped === 0) counts.passed = 1;
  lines.push(`${script}: ${inWords(counts)} in ${Math.round((Date.now() - started) / 1000)} s`);
  for (const key of Object.keys(total)) total[key] += counts[key];
}
process.stdout.write(`\n${lines.join('\n')}\n${inWords(total)}\n`);
process.exitCode = total.failed === 0 ? 0 : 1;

function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function run(script) {
  return new Promise((resolve) => {
    const child = spawn('pnpm', ['run', script], {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Runners colour their lines and redraw them on a terminal; without one they print plain text.
      env: { ...process.env, CI: process.env.CI ?? 'true', NO_COLOR: '1' },
    });
    const reader = createReader();
    for (const [stream, out] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      createInterface({ input: stream }).on('line', (line) => {
        out.write(`${line}\n`);
        reader.read(stripVTControlCharacters(line).trim());
      });
    }
    child.on('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve({ counts: reader.counts(), exitCode: 127 });
    });
    child.on('close', (exitCode) => resolve({ counts: reader.counts(), exitCode: exitCode ?? 1 }));
  });
}

/** Understands node:test summaries, web-test-runner progress, our lanes (`skipped: reason`) and a tally inside a tally. */
function createReader() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const browsers = new Map();
  let inner;
  const nodeTestKeys = { pass: 'passed', fail: 'failed', cancelled: 'failed', skipped: 'skipped', todo: 'skipped' };
  return {
    read(line) {
      const tally = /^(\d+) passed, (\d+) failed, (\d+) skipped$/.exec(line);
      const nodeTest = /^[ℹ#] (pass|fail|cancelled|skipped|todo) (\d+)$/.exec(line);
      const browser = /^(\S.*?):.*\d+\/\d+ test files \| (\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(line);
      const lane = /^(passed|failed|skipped): \S/.exec(line);
      if (tally) inner = { passed: Number(tally[1]), failed: Number(tally[2]), skipped: Number(tally[3]) };
      else if (nodeTest) counts[nodeTestKeys[nodeTest[1]]] += Number(nodeTest[2]);
      // Progress is printed again and again; the newest line of a browser holds its whole count.
      else if (browser)
        browsers.set(browser[1], {
          passed: Number(browser[2]),
          failed: Number(browser[3]),
          skipped: Number(browser[4] ?? 0),
        });
      else if (lane) counts[lane[1]] += 1;
    },
    counts() {
      // An inner tally has already added up everything above it.
      if (inner) return { ...inner };
      for (const each of browsers.values()) for (const key of Object.keys(counts)) counts[key] += each[key];
      browsers.clear();
      return counts;
    },
  };
}
