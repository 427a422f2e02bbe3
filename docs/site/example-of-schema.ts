import { dereference, type ApiDocument, type Schema } from './openapi-document.ts';

/** Deeper than any real answer; a schema that contains itself would otherwise never end. */
const MAX_DEPTH = 12;

/** Values for fields whose shape alone would make a puzzling example. */
const byName: Record<string, unknown> = {
  name: 'Star Rover 100',
  brand: 'Star Rover',
  category: 'games',
  image_url: '/art/game.svg',
  region: 'CN',
  face_value: '¥100',
  source: 'issuer.example/prices',
  label: 'Sandbox',
  text: 'I agree that the code is delivered at once and cannot be returned once it has been shown.',
  text_version: '2026-01',
  secret: `cks_${'3fK9'.repeat(11).slice(0, 43)}`,
  order_token: 'ort_Vb1…',
  channel: 'sandbox',
  email: 'buyer@example.com',
  phone: '+8613800000000',
  client_reference: 'shop-10001',
  request_id: 'req_01k9zj3v8w5f2q7m4n6r8t0yxc',
  url: 'https://pool.example/…',
  code: 'KMG7-2QX4-9TTF-7QX4',
  contact: 'buyer@example.com',
  cursor: 'eyJhZnRlciI6…',
  next_cursor: null,
  quantity: 1,
};

/** Optional fields without which an example would not be what people send. */
const alsoShown: Record<string, string[]> = { create_order: ['product_id', 'quantity'], create_checkout: ['quantity'] };

/** An example that the schema accepts: its own `example`, else a familiar value for the field, else the simplest one. */
export function exampleOfSchema(given: Schema, document: ApiDocument, field = '', depth = 0): unknown {
  const { schema, name } = dereference(given, document);
  if (schema.example !== undefined) return schema.example;
  if (schema.examples?.length) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum?.length) return schema.enum[0];
  if (depth > MAX_DEPTH) return null;
  const variants = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (variants?.length) return exampleOfVariants(variants, document, field, depth);
  if (name?.endsWith('_id') && schema.pattern) return `${name.slice(0, -3)}_01k9zj3v8w5f2q7m4n6r8t0yxc`;
  if (schema.properties) return exampleOfObject(schema, document, depth, name ?? '');
  if (schema.type === 'array') return schema.items ? [exampleOfSchema(schema.items, document, '', depth + 1)] : [];
  if (Object.hasOwn(byName, field)) return byName[field];
  return exampleOfType(schema, field);
}

function exampleOfVariants(variants: Schema[], document: ApiDocument, field: string, depth: number): unknown {
  const nullable = variants.some((variant) => variant.type === 'null');
  if (nullable && byName[field] === null) return null;
  const real = variants.find((variant) => variant.type !== 'null');
  return real ? exampleOfSchema(real, document, field, depth + 1) : null;
}

/** Optional fields are shown in answers (which always have them) and left out where the caller would have to invent them. */
function exampleOfObject(
  schema: Schema,
  document: ApiDocument,
  depth: number,
  component: string,
): Record<string, unknown> {
  const entries = Object.entries(schema.properties ?? {});
  const required = entries.filter(([name]) => schema.required?.includes(name) || alsoShown[component]?.includes(name));
  const shown = required.length > 0 ? required : entries.slice(0, 2);
  return Object.fromEntries(
    shown.map(([name, property]) => [name, exampleOfSchema(property, document, name, depth + 1)]),
  );
}

function exampleOfType(schema: Schema, field: string): unknown {
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === 'integer' || type === 'number') return schema.default ?? Math.max(schema.minimum ?? 0, 0);
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  if (type === 'object') return {};
  if (schema.format === 'date-time') return '2026-01-31T09:30:00.000Z';
  if (schema.format === 'date') return '2026-01-31';
  if (schema.format === 'uri') return 'https://pool.example/…';
  return `${field || 'text'}…`;
}
