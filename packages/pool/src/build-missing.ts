import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { lockBuilds } from './lock-builds.ts';

/** One package whose built files the pool serves or that is published. */
interface Build {
  name: string;
  folder: string;
  /** Folders and files of other packages that end up in the built files. */
  reads: string[];
  /** Nothing that the pool serves. */
  onlyWhenAsked?: boolean;
}

const builds: Build[] = [
  { name: 'checkout', folder: 'packages/checkout', reads: ['packages/client/src', 'packages/contract/src'] },
  { name: 'console', folder: 'packages/console', reads: ['packages/checkout/src', 'packages/contract/src'] },
  {
    name: 'widget',
    folder: 'packages/widget',
    reads: ['packages/client/src', 'packages/contract/src', 'packages/checkout/src'],
  },
  {
    name: 'playground',
    folder: 'playground',
    reads: ['packages/checkout/src', 'packages/contract/src', 'packages/mock/src', 'packages/widget/src'],
  },
  {
    name: 'docs',
    folder: 'docs',
    reads: [
      'packages/checkout/src',
      'packages/contract/src',
      'packages/pool/src/config-variables.ts',
      'packages/widget/src',
    ],
  },
  { name: 'client', folder: 'packages/client', reads: ['packages/contract/src'], onlyWhenAsked: true },
];

/** Builds at once; each keeps about one processor busy. */
const atOnce = 2;
const outputMax = 20_000;
const root = join(import.meta.dirname, '..', '..', '..');
const unbuilt = new Set(['dist', 'node_modules', '.kameng', 'journeys', 'test']);

/** A build that failed; the message has its last words. */
export class BuildError extends Error {
  override name = 'BuildError';
}

export interface BuildOptions {
  /** Build everything, whatever its age. */
  all?: boolean;
  /** Told before each build. */
  onBuild?(name: string): void;
}

/** Builds each package whose built files are missing or older than its sources; answers their names. Throws BuildError. */
export async function buildMissing({ all = false, onBuild }: BuildOptions = {}): Promise<string[]> {
  const unlock = await lockBuilds(root);
  try {
    // Looked at once it is our turn: another start may have built what was missing.
    const due = builds.filter((build) => (all || !build.onlyWhenAsked) && hasBuild(build) && (all || isStale(build)));
    await buildAll(due, onBuild);
    return due.map(({ name }) => name);
  } finally {
    unlock();
  }
}

async function buildAll(due: readonly Build[], onBuild: BuildOptions['onBuild']): Promise<void> {
  const queue = [...due];
  const work = async () => {
    for (let build = queue.shift(); build; build = queue.shift()) {
      onBuild?.(build.name);
      await run(build);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

function hasBuild({ folder }: Build): boolean {
  return existsSync(join(root, folder, 'package.json')) && buildScript(folder) !== undefined;
}

function buildScript(folder: string): string | undefined {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
    scripts?: Record<string, string>;
  };
  return manifest.scripts?.build;
}

function isStale({ folder, reads }: Build): boolean {
  const dist = join(root, folder, 'dist');
  if (!existsSync(dist)) return true;
  const built = newest(dist);
  return [folder, ...reads].some((source) => newest(join(root, source), unbuilt) > built) || built === 0;
}

/** Time of a file, or of the newest one below a folder, in milliseconds; 0 when there is none. */
function newest(folder: string, leaveOut: ReadonlySet<string> = new Set()): number {
  const info = statSync(folder, { throwIfNoEntry: false });
  if (!info?.isDirectory()) return info?.mtimeMs ?? 0;
  return readdirSync(folder, { withFileTypes: true }).reduce((time, entry) => {
    if (leaveOut.has(entry.name) || /\.test\.tsx?$/.test(entry.name)) return time;
    const path = join(folder, entry.name);
    return Math.max(time, entry.isDirectory() ? newest(path, leaveOut) : statSync(path).mtimeMs);
  }, 0);
}

/** Runs the package's own build script, with the programs its package manager would find. */
function run({ name, folder }: Build): Promise<void> {
  const cwd = join(root, folder);
  const path = [join(cwd, 'node_modules', '.bin'), join(root, 'node_modules', '.bin'), process.env.PATH].join(
    delimiter,
  );
  return new Promise((resolve, reject) => {
    const child = spawn(buildScript(folder)!, {
      cwd,
      shell: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: path, NODE_ENV: 'production' },
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-outputMax);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new BuildError(`${name} was not built:\n${output.trim()}`)),
    );
  });
}

if (process.argv[1] === import.meta.filename) {
  try {
    const built = await buildMissing({
      all: process.argv.includes('--all'),
      onBuild: (name) => console.log(`building ${name}`),
    });
    console.log(built.length > 0 ? `built ${built.join(', ')}` : 'everything is built');
  } catch (error) {
    console.error(error instanceof BuildError ? error.message : error);
    process.exitCode = 1;
  }
}
