import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../docs/recipes');
const product = 'prd_01k0dem0game00000000000001';

/** Every snippet of the recipes that carries `host=name`, as it stands in the documentation. */
function readAll(): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.md') && !name.includes('.zh-CN.'))) {
    const text = readFileSync(join(folder, file), 'utf8');
    for (const [, name = '', code = ''] of text.matchAll(/^```\w+[^\n]*\bhost=([a-z-]+)\n([\s\S]*?)^```$/gm))
      found.set(name, code.trimEnd());
  }
  return found;
}

const recipes = readAll();

/** A snippet of the documentation with the demo's product, keys and referral ID in it, and the pool's address where it is known. */
export function recipe(name: string, pool = 'POOL'): string {
  const code = recipes.get(name);
  if (code === undefined) throw new Error(`docs/recipes has no snippet host=${name}`);
  return code
    .replaceAll('https://pool.example', pool)
    .replaceAll('prd_…', product)
    .replaceAll('pk_…', 'pk_test_demo')
    .replaceAll('AB12CD', 'DEMO01');
}
