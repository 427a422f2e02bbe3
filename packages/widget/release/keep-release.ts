/**
 * `pnpm --filter @kameng/widget release`: keeps what is built as `releases/vX.Y.Z`, which every pool serves from then on, also when a
 * newer version is out. Pages pin these files by their digests, so a version that is kept never changes: other bytes are refused.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const home = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    from: { type: 'string', default: join(home, 'dist') },
    to: { type: 'string', default: join(home, 'releases') },
    version: { type: 'string', default: readVersion() },
  },
});

keepRelease(values.from, join(values.to, `v${values.version}`));

/** Copies scripts, themes and the list of digests; what is only for package managers (types, manifests) stays out. */
function keepRelease(from: string, to: string): void {
  const digests = readDigests(from);
  if (digests === undefined) throw new Error(`${from} holds no build: pnpm build`);
  for (const [name, digest] of Object.entries(digests))
    if (digestOf(join(from, name)) !== digest) throw new Error(`${name} has changed since it was built: pnpm build`);
  const kept = readDigests(to);
  if (kept !== undefined && JSON.stringify(kept) !== JSON.stringify(digests))
    throw new Error(`${to} is kept with other bytes. Pages pin them: raise the version instead.`);
  for (const name of [...Object.keys(digests), 'themes', 'integrity.json'])
    if (existsSync(join(from, name))) cpSync(join(from, name), join(to, name), { recursive: true });
  process.stdout.write(`${to}: ${Object.keys(digests).length} scripts kept\n`);
}

function readDigests(folder: string): Record<string, string> | undefined {
  const path = join(folder, 'integrity.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : undefined;
}

function digestOf(path: string): string {
  return `sha384-${createHash('sha384').update(readFileSync(path)).digest('base64')}`;
}

function readVersion(): string {
  return (JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }).version;
}
