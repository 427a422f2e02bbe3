import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCrash } from '../test/crash/run-crash.ts';

test('pool processes and their database are killed in the middle of purchases, and every promise is kept', async (t) => {
  const problems = await runCrash({ rounds: 3, processes: 2, loadMs: 2000 }, (report) =>
    t.diagnostic(JSON.stringify(report)),
  );
  assert.deepEqual(problems, []);
});
