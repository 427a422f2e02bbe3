/**
 * Runs the tests of Node code, or only the files that are named. Node's runner would leave one core free, which of two is half of
 * the machine, while most tests wait for their database.
 */
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

const all = [
  'tidy.test.ts',
  'packages/*/src/**/!(*.browser).test.ts',
  'packages/pool/test/*.test.ts',
  'docs/**/*.test.ts',
];
const named = process.argv.slice(2);
const concurrency = Math.max(2, availableParallelism() - 1);
const child = spawn(
  process.execPath,
  ['--test', '--test-timeout=300000', `--test-concurrency=${concurrency}`, ...(named.length > 0 ? named : all)],
  { stdio: 'inherit' },
);
child.on('exit', (code) => (process.exitCode = code ?? 1));
