import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validate } from '@readme/openapi-parser';
import { deskRoutes } from './desk-routes.ts';
import { supplyCalls } from './supply-routes.ts';
import { createOpenApi } from './openapi.ts';
import { routes } from './routes.ts';

test('the document is valid OpenAPI 3.1 for an independent validator and names every route', async () => {
  const document = createOpenApi('https://pool.example');
  const result = await validate(structuredClone(document) as unknown as Parameters<typeof validate>[0]);
  assert.ok(result.valid, JSON.stringify(result, null, 1));
  const named = Object.values(document.paths ?? {}).flatMap((path) =>
    Object.values(path as object).map((operation: { operationId: string }) => operation.operationId),
  );
  assert.deepEqual(named.toSorted(), Object.keys({ ...routes, ...deskRoutes, ...supplyCalls }).toSorted());
});
