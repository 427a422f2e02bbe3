import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A file that a declaration mentions: in `from '…'` or `import("…")`. */
const mention = /((?:from |import\()["'])(\.[^"']+)\.ts(["'])/g;

/** Writes what is published beside the scripts into `folder`: the declarations of the two entries and of what they mention, and the themes. */
export function emitTypes(folder: string): void {
  const all = mkdtempSync(join(tmpdir(), 'kameng-types-'));
  const tsc = fileURLToPath(new URL('lib/tsc.js', import.meta.resolve('typescript/package.json')));
  execFileSync(process.execPath, [tsc, '-p', here('tsconfig.build.json'), '--outDir', all], { stdio: 'inherit' });
  for (const name of reachable(all, ['embed.d.ts', 'panel.d.ts', 'types/elements.d.ts'])) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    const text = readFileSync(join(all, name), 'utf8');
    writeFileSync(join(folder, name), text.replaceAll(mention, '$1$2.js$3'));
  }
  for (const name of readdirSync(here('src/types')).filter((name) => name.endsWith('.d.ts'))) {
    copyFileSync(here(`src/types/${name}`), join(folder, 'types', name));
  }
  cpSync(here('src/themes'), join(folder, 'themes'), { recursive: true, filter: (path) => !path.endsWith('.ts') });
  copyFileSync(here('custom-elements.json'), join(folder, 'custom-elements.json'));
  rmSync(all, { recursive: true });
}

function reachable(folder: string, names: string[], seen = new Set<string>()): Set<string> {
  for (const name of names) {
    if (seen.has(name)) continue;
    seen.add(name);
    const mentions = readFileSync(join(folder, name), 'utf8').matchAll(mention);
    reachable(
      folder,
      [...mentions].map(([, , path]) => join(dirname(name), `${path}.d.ts`)),
      seen,
    );
  }
  return seen;
}
