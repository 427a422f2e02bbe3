import fc from 'fast-check';
import { z } from 'zod';

/** The part of JSON Schema that the contract's schemas turn into. */
interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
}

/** Values that a route's schema accepts; `known` gives ids that exist, by their prefix. */
export function validValue(schema: z.ZodType, known: Record<string, string[]> = {}): fc.Arbitrary<unknown> {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return valueOf(json, json.$defs ?? {}, known);
}

function valueOf(
  schema: JsonSchema,
  defs: Record<string, JsonSchema>,
  known: Record<string, string[]>,
): fc.Arbitrary<unknown> {
  const inner = (each: JsonSchema) => valueOf(each, defs, known);
  if (schema.$ref !== undefined) return inner(defs[schema.$ref.replace('#/$defs/', '')] ?? {});
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(inner));
  if (schema.type === 'object') {
    const fields = Object.entries(schema.properties ?? {}).map(([name, each]) => [name, inner(each)]);
    return fc.record(Object.fromEntries(fields), { requiredKeys: (schema.required ?? []) as never[] });
  }
  if (schema.type === 'array')
    return fc.array(inner(schema.items ?? {}), {
      minLength: schema.minItems ?? 0,
      maxLength: Math.min(schema.maxItems ?? 5, 5),
    });
  if (schema.type === 'integer' || schema.type === 'number') return numberOf(schema);
  if (schema.type === 'boolean') return fc.boolean();
  return textOf(schema, known);
}

function numberOf(schema: JsonSchema): fc.Arbitrary<number> {
  const min = Math.max(schema.minimum ?? 0, Number.MIN_SAFE_INTEGER);
  const max = Math.min(schema.maximum ?? 1000, Number.MAX_SAFE_INTEGER);
  // Small numbers are what stock and balances can serve, so they reach further than the first check.
  return fc.oneof({ weight: 3, arbitrary: fc.integer({ min, max: Math.min(max, min + 3) }) }, fc.integer({ min, max }));
}

function textOf(schema: JsonSchema, known: Record<string, string[]>): fc.Arbitrary<string> {
  if (schema.format === 'email') return fc.integer({ min: 0, max: 1e9 }).map((number) => `fuzz-${number}@example.com`);
  if (schema.format === 'uri') return fc.webUrl();
  const { minLength = 0, maxLength = 40 } = schema;
  if (schema.pattern === undefined)
    return fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 40), unit: 'grapheme' });
  const fitting = fc.stringMatching(new RegExp(schema.pattern));
  const ids = known[/^\^(\w{3})_/.exec(schema.pattern)?.[1] ?? ''] ?? [];
  return ids.length > 0 ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, fitting) : fitting;
}

const strange: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    true,
    -1,
    0,
    1e308,
    2 ** 53,
    0.5,
    '',
    ' ',
    '\u0000',
    '../../etc/passwd',
    "'; DROP TABLE orders; --",
    '__proto__',
    [],
    {},
    [[[[]]]],
  ),
  fc.string({ maxLength: 600 }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A valid value with one thing wrong in it: a field missing, added, or of another kind. */
export function nearlyValid(schema: z.ZodType, known: Record<string, string[]> = {}): fc.Arbitrary<unknown> {
  return fc
    .tuple(validValue(schema, known), fc.nat(), fc.constantFrom('drop', 'add', 'swap', 'whole'), strange)
    .map(([value, at, how, odd]) => {
      if (how === 'whole' || typeof value !== 'object' || value === null) return odd;
      const entries = Object.entries(value);
      const name = entries[at % Math.max(entries.length, 1)]?.[0];
      if (how === 'add' || name === undefined) return { ...value, [`odd_${at}`]: odd };
      return Object.fromEntries(
        entries.flatMap(([key, each]) => (key !== name ? [[key, each]] : how === 'drop' ? [] : [[key, odd]])),
      );
    });
}
