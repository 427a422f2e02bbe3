import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createOpenApi } from '@kameng/contract/openapi';
import { routes } from '@kameng/contract/routes';

/** The part of JSON Schema that the contract uses. */
interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  description?: string;
}

interface Operation {
  operationId: string;
  parameters?: { in: string; name: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

/** Names under which the sources import what the contract builds without an id of its own. */
const aliases = `
export type KamengEvent = Event;
export type ErrorCode = Problem['code'];
export type Retry = Problem['retry'];
export type DisputeAction = Dispute['may'][number];
export type FieldError = NonNullable<Problem['errors']>[number];
export type RouteName = keyof Routes;
export type RouteAnswer<Name extends RouteName> = Routes[Name]['answer'];
export type SentQuery<Name extends RouteName> = Routes[Name]['query'];
export type SentBody<Name extends RouteName> = Routes[Name]['body'];
`;

/**
 * Writes the declarations beside the bundle in `folder`. The sources take their types from the contract's zod schemas; a published package must not need zod to be
 * type checked, so the wire is printed here as plain types, from the same OpenAPI document the pool serves.
 */
export function emitTypes(folder: string): void {
  const project = fileURLToPath(new URL('tsconfig.build.json', import.meta.url));
  const tsc = fileURLToPath(new URL('lib/tsc.js', import.meta.resolve('typescript/package.json')));
  execFileSync(process.execPath, [tsc, '-p', project, '--outDir', folder], { stdio: 'inherit' });
  writeFileSync(join(folder, 'contract.d.ts'), printContract());
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.d.ts'))) {
    const text = readFileSync(join(folder, name), 'utf8');
    writeFileSync(
      join(folder, name),
      text.replaceAll(/'@kameng\/contract\/[a-z]+'/g, "'./contract.js'").replaceAll(/'(\.\/[\w-]+)\.ts'/g, "'$1.js'"),
    );
  }
}

function printContract(): string {
  const { components, paths } = createOpenApi() as unknown as {
    components: { schemas: Record<string, Schema> };
    paths: Record<string, Record<string, Operation>>;
  };
  // The desks' calls are in the document too; the client makes none of them.
  const operations = Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .filter(({ operationId }) => operationId in routes);
  const named = Object.entries(components.schemas).map(
    ([id, schema]) => `${comment(schema)}export type ${pascalCase(id)} = ${print(schema)};`,
  );
  return `${named.join('\n')}\nexport interface Routes {\n${operations.map(printRoute).join('\n')}\n}\n${aliases}`;
}

function printRoute({ operationId, parameters = [], requestBody, responses }: Operation): string {
  const query = parameters
    .filter((each) => each.in === 'query')
    .map(({ name, schema }) => property(name, schema, false));
  const body = requestBody?.content['application/json']?.schema;
  const answers = Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([, { content }]) =>
      content?.['application/json'] ? print(content['application/json'].schema) : 'undefined',
    );
  return `  ${operationId}: { query: { ${query.join(' ')} }; body: ${body ? print(body) : 'undefined'}; answer: ${[...new Set(answers)].join(' | ')} };`;
}

function print(schema: Schema): string {
  if (schema.$ref) return pascalCase(schema.$ref.split('/').at(-1) ?? '');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(' | ');
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return either.map((each) => print(each)).join(' | ');
  if (Array.isArray(schema.type)) return schema.type.map((type) => print({ ...schema, type })).join(' | ');
  if (schema.type === 'integer') return 'number';
  if (schema.type === 'array') return `(${print(schema.items ?? {})})[]`;
  if (schema.type !== 'object') return schema.type ?? 'unknown';
  if (typeof schema.additionalProperties === 'object' && !schema.properties)
    return `Record<string, ${print(schema.additionalProperties)}>`;
  const rows = Object.entries(schema.properties ?? {}).map(([name, each]) =>
    property(name, each, schema.required?.includes(name) ?? false),
  );
  return `{ ${rows.join(' ')} }`;
}

function property(name: string, schema: Schema, required: boolean): string {
  const key = /^\w+$/.test(name) ? name : JSON.stringify(name);
  return `${comment(schema)}${key}${required ? `: ${print(schema)}` : `?: ${print(schema)} | undefined`};`;
}

function comment({ description }: Schema): string {
  return description ? `/** ${description.replaceAll('*/', '')} */ ` : '';
}

function pascalCase(id: string): string {
  return id.replaceAll(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}
