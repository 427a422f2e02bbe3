/**
 * Runs package scripts one after the other, shows their output as it comes, and adds up what their test runners counted.
 * Usage: node .ci/tally.mjs <script>…   The last line is `N passed, N failed, N skipped`; the exit code is 1 when anything failed.
 * A script that fails without a runner counting a failure (a type error, a crash) counts as one failure;
 * a script without a runner (types, lint, sizes) that succeeds counts as one pass.
 * Test files that failed are run a second time, alone, and the last lines say which: a browser on a busy machine can be late
 * once. What fails twice has failed.
 * A script that says nothing for ten minutes is ended and has failed, so that the ones after it still run.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';

/** Scripts whose failures are worth a second attempt, and where node:test names their files from; null runs the script again. */
const secondAttempt = { 'test:node': '.', 'test:journeys': 'playground', 'test:elements': null, 'test:hosts': null };

/** Longer in a tally around a tally: the inner one knows better what to end. */
const silenceMaxMs = (process.env.IN_TALLY ? 10 : 12) * 60_000;
/** From being asked to end, which lets a runner tell what it was at, to being ended. */
const endMaxMs = 30_000;

const total = { passed: 0, failed: 0, skipped: 0 };
const lines = [];
let running;
/** Somebody asked for an end: nothing more is begun, and what was counted is told. */
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    stopped = true;
    if (running) end(running, signal);
    process.once(signal, () => process.exit(130));
  });
for (const script of process.argv.slice(2)) {
  if (stopped) break;
  process.stdout.write(`\n== pnpm ${script}\n`);
  const started = Date.now();
  const first = await run('pnpm', ['run', script]);
  const { counts, exitCode } = exitCodeOf(first) === 0 ? first : await again(script, first);
  if (exitCode !== 0 && counts.failed === 0) counts.failed = 1;
  if (exitCode === 0 && counts.passed + counts.failed + counts.skipped === 0) counts.passed = 1;
  lines.push(`${script}: ${inWords(counts)} in ${Math.round((Date.now() - started) / 1000)} s`);
  for (const key of Object.keys(total)) total[key] += counts[key];
}
process.stdout.write(`\n${lines.join('\n')}\n${inWords(total)}\n`);
process.exitCode = stopped ? 130 : total.failed === 0 ? 0 : 1;

function exitCodeOf({ counts, exitCode }) {
  return counts.failed > 0 ? exitCode || 1 : exitCode;
}

/** Runs once more what failed; a success the second time counts, and is told. */
async function again(script, first) {
  const folder = secondAttempt[script];
  if (folder === undefined || stopped) return first;
  const files = [...first.files];
  if (folder !== null && files.length === 0) return first;
  process.stdout.write(`\n== pnpm ${script}, second attempt ${files.join(' ')}\n`);
  const second =
    folder === null
      ? await run('pnpm', ['run', script])
      : await run(
          'pnpm',
          ['exec', 'node', '--test', '--test-timeout=300000', '--test-concurrency=1', ...files],
          folder,
        );
  if (exitCodeOf(second) !== 0) return first;
  lines.push(`${script}: passed at the second attempt: ${files.join(' ') || 'all'}`);
  if (folder === null) return second;
  const { passed, failed, skipped } = first.counts;
  return { counts: { passed: passed + failed, failed: 0, skipped }, exitCode: 0, files: first.files };
}

function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

function run(command, args, cwd = '.') {
  return new Promise((resolve) => {
    const files = new Set();
    const child = spawn(command, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that it can be ended with all it started.
      detached: true,
      // Runners colour their lines and redraw them on a terminal; without one they print plain text.
      env: { ...process.env, CI: process.env.CI ?? 'true', NO_COLOR: '1', IN_TALLY: '1' },
    });
    running = child;
    const reader = createReader();
    const silence = setTimeout(() => {
      process.stderr.write(`nothing was said for ${silenceMaxMs / 60_000} minutes: ended\n`);
      end(child, 'SIGINT');
      setTimeout(() => end(child, 'SIGKILL'), endMaxMs).unref();
    }, silenceMaxMs);
    for (const [stream, out] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      createInterface({ input: stream }).on('line', (line) => {
        silence.refresh();
        out.write(`${line}\n`);
        const text = stripVTControlCharacters(line).trim();
        reader.read(text);
        const failed = /^test at (\S.*?\.test\.ts):\d+:\d+$/.exec(text);
        if (failed) files.add(failed[1]);
      });
    }
    child.on('error', (error) => {
      clearTimeout(silence);
      process.stderr.write(`${error.message}\n`);
      resolve({ counts: reader.counts(), exitCode: 127, files });
    });
    child.on('close', (exitCode) => {
      clearTimeout(silence);
      resolve({ counts: reader.counts(), exitCode: exitCode ?? 1, files });
    });
  });
}

function end(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
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
