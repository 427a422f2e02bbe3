import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';

type Link = { source: string; target: string };

/** Only needed to build other software against PostgreSQL. */
const LEFT_OUT = new Set(['.a', '.h']);

/**
 * Copies the PostgreSQL of an npm package to `target`, readable by everyone, with the links between its libraries.
 * Whole or not at all, and safe when several processes do it at once. What was there is replaced.
 */
export function copyPrograms(packageDir: string, target: string): void {
  const building = mkdtempSync(`${target}-`);
  try {
    copyTree(join(packageDir, 'native'), join(building, 'new'));
    addLinks(packageDir, join(building, 'new'));
    // Half a copy, left by a power cut. A rename cannot replace a directory that holds something.
    if (existsSync(target)) renameSync(target, join(building, 'old'));
    renameSync(join(building, 'new'), target);
  } catch (error) {
    // Another process was first; its copy is the same.
    if (!existsSync(target)) throw error;
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}

function copyTree(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  // Said outright, because a careful umask would lock the service user out.
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) copyTree(source, target);
    else if (entry.isFile() && !LEFT_OUT.has(extname(entry.name))) {
      copyFileSync(source, target);
      chmodSync(target, lstatSync(source).mode & 0o100 ? 0o755 : 0o644);
    }
  }
}

/** npm packages cannot hold links, so the package lists them in a file. */
function addLinks(packageDir: string, to: string): void {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const path = join(to, target.replace(/^native\//, ''));
    if (existsSync(dirname(path)) && !existsSync(path)) symlinkSync(basename(source), path);
  }
}
