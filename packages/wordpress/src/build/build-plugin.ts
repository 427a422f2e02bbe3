import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { compileMo } from './compile-mo.ts';
import { jsonCatalogue } from './json-catalogue.ts';
import { readPo } from './read-po.ts';
import { writeZip } from './write-zip.ts';

const root = join(import.meta.dirname, '../..');
const scripts = { 'assets/editor.js': 'src/editor/edit-blocks.ts', 'assets/import.js': 'src/desk/import-products.ts' };

/** Makes `dist/kameng/`, the plugin as it is installed, and `dist/kameng.zip`, the same bytes every time. Returns the zip's path. */
export async function buildPlugin(dist = join(root, 'dist')): Promise<string> {
  const folder = join(dist, 'kameng');
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(join(folder, 'assets'), { recursive: true });
  cpSync(join(root, 'plugin'), folder, { recursive: true, filter: (path) => !path.endsWith('.gitkeep') });

  // Not minified: people who install a plugin may read it. One file for old and new editors alike.
  for (const [file, source] of Object.entries(scripts))
    await build({
      entryPoints: [join(root, source)],
      outfile: join(folder, file),
      absWorkingDir: root,
      bundle: true,
      format: 'iife',
      target: 'es2020',
      charset: 'utf8',
      logLevel: 'warning',
    });

  for (const file of globSync('languages/*.po', { cwd: folder })) {
    const language = /kameng-(\w+)\.po$/.exec(file)?.[1];
    if (language === undefined) throw new Error(`${file} is not named kameng-<locale>.po`);
    const messages = readPo(readFileSync(join(folder, file), 'utf8'));
    writeFileSync(join(folder, file.replace(/po$/, 'mo')), compileMo(messages));
    writeFileSync(
      join(folder, `languages/kameng-${language}-kameng-editor.json`),
      jsonCatalogue(messages, language, 'src/editor/'),
    );
  }

  const files = globSync('**/*', { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile());
  const zip = writeZip(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((path) => ({ name: `kameng/${path.slice(folder.length + 1)}`, data: readFileSync(path) })),
  );
  const path = join(dist, 'kameng.zip');
  writeFileSync(path, zip);
  return path;
}

if (import.meta.main) process.stdout.write(`${await buildPlugin()}\n`);
