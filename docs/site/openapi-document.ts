import { createOpenApi } from '@kameng/contract/openapi';

/** The part of JSON Schema 2020-12 that the contract's document uses. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  example?: unknown;
  examples?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
}

export interface Parameter {
  in: string;
  name: string;
  required?: boolean;
  description?: string;
  schema: Schema;
}

export interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  security: Record<string, unknown>[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: Schema }> }>;
}

export interface ApiDocument {
  info: { title: string; description: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, { description: string }> };
}

/** The contract's own document, so that the reference cannot say anything else. */
export function readApiDocument(): ApiDocument {
  return createOpenApi() as unknown as ApiDocument;
}

/** Follows one `$ref` into the components; returns the name it had. */
export function dereference(schema: Schema, document: ApiDocument): { name: string | undefined; schema: Schema } {
  const name = schema.$ref?.split('/').at(-1);
  const target = name === undefined ? undefined : document.components.schemas[name];
  return target === undefined ? { name: undefined, schema } : { name, schema: target };
}
