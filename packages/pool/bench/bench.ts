import { benchHttp } from './bench-http.ts';
import { benchImport } from './bench-import.ts';
import { benchOrder } from './bench-order.ts';

/** `pnpm bench [name]`: every benchmark, or one; a JSON line a case. Ratios compare figures of one run; absolute figures vary with the machine. */
const benches: Record<string, () => Promise<void>> = {
  order: benchOrder,
  import: benchImport,
  http: benchHttp,
};

const name = process.argv.slice(2).find((argument) => argument !== '--');
const chosen = name === undefined ? Object.values(benches) : [benches[name]];
for (const bench of chosen) {
  if (!bench) {
    console.error(`There is no benchmark "${name}". There are: ${Object.keys(benches).join(', ')}.`);
    process.exit(2);
  }
  await bench();
}
