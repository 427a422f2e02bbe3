import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { memoryFlags } from '../src/workers/memory-flags.ts';

/** Benchmarks of the pool, each in a process like those that serve: what it keeps in memory is its own. */
const benches: Record<string, string> = {
  order: './bench-order.ts',
  import: './bench-import.ts',
  http: './bench-http.ts',
  rush: './bench-rush.ts',
  snapshot: './bench-snapshot.ts',
  growth: './bench-growth.ts',
  desk: './bench-desk.ts',
};

/** Benchmarks of other packages, by name only, since they fetch others' builds to stand beside. */
const elsewhere: Record<string, string> = {
  widget: '../../widget/bench/bench-widget.ts',
  sizes: '../../widget/bench/bench-sizes.ts',
};

/** `pnpm bench [name]`: every benchmark of the pool, or one of any package; a JSON line a case. Ratios compare figures of one run; absolute figures vary with the machine. */
const name = process.argv.slice(2).find((argument) => !argument.startsWith('--'));
/** What a benchmark takes besides: `--size=20000`. */
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('--') && argument !== '--');
const known = { ...benches, ...elsewhere };
const chosen = name === undefined ? Object.values(benches) : [known[name]];
for (const script of chosen) {
  if (!script) {
    console.error(`There is no benchmark "${name}". There are: ${Object.keys(known).join(', ')}.`);
    process.exit(2);
  }
  const file = fileURLToPath(new URL(script, import.meta.url));
  const { status } = spawnSync(process.execPath, [...memoryFlags, file, ...flags], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
