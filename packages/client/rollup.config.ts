import { nodeResolve } from '@rollup/plugin-node-resolve';
import terserModule from '@rollup/plugin-terser';
import * as esbuild from 'esbuild';
import type { Plugin, RollupOptions } from 'rollup';
import { emitTypes } from './types.config.ts';

// The plugin's types describe its CommonJS build, whose default export hides one level deeper.
const terser = terserModule as unknown as typeof terserModule.default;

const stripTypes: Plugin = {
  name: 'strip-types',
  async transform(code, id) {
    return id.endsWith('.ts') ? (await esbuild.transform(code, { loader: 'ts', target: 'es2022' })).code : null;
  },
};

const config: RollupOptions = {
  input: { browser: 'src/browser.ts', server: 'src/server.ts' },
  output: {
    dir: 'dist',
    format: 'es',
    chunkFileNames: 'core.js',
    plugins: [terser({ module: true, ecma: 2020, compress: { passes: 3 } })],
  },
  plugins: [nodeResolve(), stripTypes, { name: 'emit-types', writeBundle: ({ dir }) => emitTypes(dir ?? 'dist') }],
};

export default config;
