import { gzipSync } from 'node:zlib';
import { minify } from 'terser';

/** Ways of writing the same program; which one packs best differs from file to file. */
const ways = [{}, { hoist_vars: true }, { hoist_funs: true }, { hoist_vars: true, hoist_funs: true }];

/** Minifies once more, now that the bundler has put everything round the code, and keeps what is smallest when packed. */
export async function squeeze(code: string): Promise<string> {
  const tried = [code];
  for (const way of ways) {
    const { code: again } = await minify(code, {
      module: true,
      ecma: 2020,
      compress: { passes: 3, unsafe_arrows: true, ...way },
      format: { comments: false },
    });
    if (again) tried.push(again);
  }
  return tried.toSorted((left, right) => packed(left) - packed(right))[0] ?? code;
}

function packed(code: string): number {
  return gzipSync(code, { level: 9 }).length;
}
