import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import terserModule from '@rollup/plugin-terser';
import type { Plugin, RollupOptions } from 'rollup';
import { compile } from './build-plugins.config.ts';
import { emitTypes } from './types.config.ts';

// The plugin's types describe its CommonJS build, whose default export hides one level deeper.
const terser = terserModule as unknown as typeof terserModule.default;
const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };

const plugins = () => [nodeResolve({ exportConditions: ['production', 'browser'] }), compile(version)];
const minify = (module: boolean) =>
  terser({
    module,
    ecma: 2020,
    compress: { passes: 3, unsafe_arrows: true },
    mangle: { properties: { regex: /^_\$/ } }, // Lit's private names; no other copy of Lit ever meets this one
    format: { comments: false },
  });

/** Subresource integrity of every script, for pages that pin a version. */
const integrity: Plugin = {
  name: 'integrity',
  writeBundle({ dir = 'dist' }) {
    const names = readdirSync(dir)
      .filter((name) => name.endsWith('.js'))
      .toSorted();
    const hashes = names.map((name) => [
      name,
      `sha384-${createHash('sha384')
        .update(readFileSync(join(dir, name)))
        .digest('base64')}`,
    ]);
    writeFileSync(join(dir, 'integrity.json'), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
  },
};

/** What the loader imports when it is needed. */
const late = /\/(panel|dialog)\.[jt]s$/;

const config: RollupOptions[] = [
  {
    // What pages import from the pool: the dialog, and on top of it the panel and its languages.
    input: { panel: 'src/panel.ts', dialog: 'src/dialog.ts', debug: 'src/debug.ts' },
    preserveEntrySignatures: 'allow-extension',
    output: { dir: 'dist', format: 'es', chunkFileNames: '[name].js', plugins: [minify(true)] },
    plugins: plugins(),
  },
  {
    // The loader as a module, for pages with a bundler.
    input: { embed: 'src/embed.ts' },
    external: (id) => late.test(id),
    output: {
      dir: 'dist',
      format: 'es',
      paths: (id) => `./${late.exec(id)?.[1]}.js`,
      plugins: [minify(true)],
    },
    plugins: plugins(),
  },
  {
    // The loader as people paste it.
    input: { kameng: 'src/kameng.ts' },
    output: { dir: 'dist', format: 'iife', plugins: [minify(false)] },
    plugins: [...plugins(), integrity, { name: 'emit-types', writeBundle: ({ dir }) => emitTypes(dir ?? 'dist') }],
  },
];

export default config;
