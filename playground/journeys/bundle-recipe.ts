import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type InlineConfig, type Rolldown } from 'vite';

/** A recipe with the page's code round it: files by name, of which `page.ts` or `page.tsx` is where a browser begins. */
export interface Sources {
  files: Readonly<Record<string, string>>;
  /** Whose JSX it is. */
  jsx?: 'react' | 'preact';
}

/** Below the playground, so that imports resolve as in any project; the name with a dot keeps it out of builds and checks. */
const root = join(import.meta.dirname, '../.artefacts');

/** Builds a recipe as its users' tools would: for the browser as one script, or with `server` as a module for Node. */
export async function bundleRecipe({ files, jsx }: Sources, entry: string, server = false): Promise<string> {
  const folder = join(root, `host-${process.pid}-${Math.random().toString(36).slice(2)}`);
  mkdirSync(folder, { recursive: true });
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const config: InlineConfig = {
      root: folder,
      configFile: false,
      logLevel: 'error',
      mode: 'development',
      define: { 'process.env.NODE_ENV': '"development"' },
      resolve: { alias: { vue: 'vue/dist/vue.esm-bundler.js' } },
      ...(jsx && { oxc: { jsx: { runtime: 'automatic', importSource: jsx } } }),
      ...(server && { ssr: { noExternal: true } }),
      build: {
        write: false,
        minify: false,
        ...(server && { ssr: join(folder, entry) }),
        rolldownOptions: { input: join(folder, entry), output: { codeSplitting: false } },
      },
    };
    const built = (await build(config)) as Rolldown.RolldownOutput | Rolldown.RolldownOutput[];
    const chunk = [built].flat()[0]?.output[0];
    if (chunk?.type !== 'chunk') throw new Error(`${entry} was not built`);
    return chunk.code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs a module built for a server and answers what it exports. */
export async function runOnServer<Exports>(code: string): Promise<Exports> {
  const path = join(root, `server-${process.pid}-${Math.random().toString(36).slice(2)}.mjs`);
  mkdirSync(root, { recursive: true });
  writeFileSync(path, code);
  try {
    return (await import(pathToFileURL(path).href)) as Exports;
  } finally {
    rmSync(path);
  }
}
