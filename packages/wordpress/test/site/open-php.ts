import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fetchPhp, type PhpEdition } from './fetch-php.ts';

/** What is used of a PHP in WebAssembly. */
interface WasmPhp {
  mkdir(path: string): void;
  writeFile(path: string, bytes: Uint8Array): void;
  run(options: { code: string }): Promise<{ text: string; errors: string; exitCode: number }>;
}

export interface Php {
  /** Runs code, which begins with the opening tag; throws with what PHP says when it ends badly. */
  run: (code: string) => Promise<string>;
}

const root = join(import.meta.dirname, '../..');

/**
 * A PHP of this edition that sees the plugin at /kameng/plugin, the plain tests at /kameng/test/php, a folder of PHP as
 * /kameng/library if one is given, and nothing else.
 */
export async function openPhp(edition: PhpEdition, library?: string): Promise<Php> {
  const modules = join(fetchPhp(), 'node_modules/@php-wasm');
  const load = (name: string) => import(pathToFileURL(join(modules, name, 'index.js')).href) as Promise<never>;
  const { PHP, loadPHPRuntime } = (await load('universal')) as {
    PHP: new (runtime: number) => WasmPhp;
    loadPHPRuntime: (loader: unknown, options: object) => Promise<number>;
  };
  const { getPHPLoaderModule } = (await load(`node-${edition.replace('.', '-')}`)) as {
    getPHPLoaderModule: () => Promise<unknown>;
  };
  const loader = await getPHPLoaderModule();
  return {
    async run(code) {
      // A PHP of its own each time: classes that one run declares are no business of the next.
      const php = new PHP(await loadPHPRuntime(loader, {}));
      php.mkdir('/kameng');
      copy(php, join(root, 'plugin'), '/kameng/plugin');
      php.mkdir('/kameng/test');
      copy(php, join(root, 'test/php'), '/kameng/test/php');
      if (library) copy(php, library, '/kameng/library');
      const { text, errors, exitCode } = await php.run({ code });
      if (exitCode !== 0) throw new Error(`PHP ${edition} ended with ${exitCode}: ${errors}${text}`);
      return text;
    },
  };
}

function copy(php: WasmPhp, from: string, to: string): void {
  php.mkdir(to);
  for (const name of readdirSync(from)) {
    const [source, target] = [join(from, name), `${to}/${name}`];
    if (statSync(source).isDirectory()) copy(php, source, target);
    else php.writeFile(target, readFileSync(source));
  }
}
