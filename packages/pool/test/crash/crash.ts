import { runCrash } from './run-crash.ts';

// `pnpm test:crash`: CRASH_ROUNDS rounds (30), a JSON line each; the exit code tells whether every promise was kept.
const rounds = Number(process.env.CRASH_ROUNDS ?? 30);
const problems = await runCrash({ rounds, processes: 3, loadMs: 4000 }, (report) =>
  console.log(JSON.stringify(report)),
);
process.exit(problems.length === 0 ? 0 : 1);
