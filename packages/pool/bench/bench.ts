import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { benchHttp } from './bench-http.ts';
import { benchImport } from './bench-import.ts';
import { benchOrder } from './bench-order.ts';
import { benchRush } from './bench-rush.ts';

/** `pnpm bench [name]`: every benchmark of the pool, or one of any package; a JSON line a case. Ratios compare figures of one run; absolute figures vary with the machine. */
const benches: Record<string, () => Promise<void>> = {
  order: benchOrder,
  import: benchImport,
  http: benchHttp,
  rush: benchRush,
};

/** Benchmarks of other packages: a process each, by name only, since they fetch others' builds to stand beside. */
const elsewhere: Record<string, string> = {
  widget: '../../widget/bench/bench-widget.ts',
  sizes: '../../widget/bench/bench-sizes.ts',
};

const name = process.argv.slice(2).find((argument) => argument !== '--');
const script = elsewhere[name ?? ''];
if (script) {
  execFileSync(process.execPath, [fileURLToPath(new URL(script, import.meta.url))], { stdio: 'inherit' });
  process.exit();
}
const chosen = name === undefined ? Object.values(benches) : [benches[name]];
for (const bench of chosen) {
  if (!bench) {
    console.error(
      `There is no benchmark "${name}". There are: ${Object.keys({ ...benches, ...elsewhere }).join(', ')}.`,
    );
    process.exit(2);
  }
  await bench();
}
