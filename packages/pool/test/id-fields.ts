import { idPrefix, type IdKind } from '@kameng/contract/id';
import type { Call } from '@kameng/contract/routes';
import type { z } from 'zod';

/** A place in a request that names a thing: `*` stands for each entry of a list. */
export interface IdField {
  part: 'params' | 'query' | 'body';
  path: readonly string[];
  kinds: readonly IdKind[];
}

const kinds = Object.keys(idPrefix) as IdKind[];

/** Every place of a call that takes an id, found in its schemas: whoever adds one has it looked at. */
export function idFieldsOf(call: Call): IdField[] {
  const found = new Map<string, IdField>();
  for (const part of ['params', 'query', 'body'] as const) {
    for (const { path, pattern } of textsIn(call[part])) {
      const known = kinds.filter((kind) => pattern.includes(`^${idPrefix[kind]}_`));
      // Text that is called an id is one, whatever its schema lets in.
      const named = /(^|_)ids?$/.test(path.findLast((step) => step !== '*') ?? '');
      if (known.length === 0 && !named) continue;
      const key = [part, ...path].join('/');
      const before = found.get(key)?.kinds ?? [];
      found.set(key, { part, path, kinds: [...new Set([...before, ...(known.length > 0 ? known : kinds)])] });
    }
  }
  return [...found.values()];
}

/** Every text of a schema, and the pattern it has to have. */
function textsIn(schema: z.ZodType | undefined): { path: string[]; pattern: string }[] {
  const texts: { path: string[]; pattern: string }[] = [];
  const open: { schema: z.core.$ZodType; path: string[] }[] = schema ? [{ schema, path: [] }] : [];
  for (let next = open.pop(); next; next = open.pop()) {
    const { path } = next;
    const { def } = (next.schema as z.core.$ZodTypes)._zod;
    if (def.type === 'string') {
      const patterns = (def.checks ?? []).map(({ _zod }) => (_zod.def as { pattern?: RegExp }).pattern?.source ?? '');
      texts.push({ path, pattern: patterns.join(' ') });
    } else if (def.type === 'object') {
      for (const [name, inner] of Object.entries(def.shape)) open.push({ schema: inner, path: [...path, name] });
    } else if (def.type === 'array') open.push({ schema: def.element, path: [...path, '*'] });
    else if (def.type === 'record') open.push({ schema: def.valueType, path: [...path, '*'] });
    else if (def.type === 'union') open.push(...def.options.map((option) => ({ schema: option, path })));
    else if (def.type === 'pipe') open.push({ schema: def.in, path });
    else if ('innerType' in def) open.push({ schema: def.innerType, path });
    else if (!leaves.has(def.type))
      throw new Error(`nobody has said where texts are in ${def.type} at ${path.join('/')}`);
  }
  return texts;
}

const leaves = new Set<string>(['enum', 'literal', 'number', 'int', 'boolean', 'null', 'undefined']);

/** A copy of a body in which that place has another value; a list has that value alone. Undefined where the body lacks the place. */
export function putAt(body: unknown, [step, ...rest]: readonly string[], value: string): unknown {
  if (step === undefined) return value;
  if (step === '*') return Array.isArray(body) ? [putAt(body[0], rest, value)] : undefined;
  if (typeof body !== 'object' || body === null || !(step in body)) return undefined;
  const inner = putAt((body as Record<string, unknown>)[step], rest, value);
  return inner === undefined ? undefined : { ...body, [step]: inner };
}
