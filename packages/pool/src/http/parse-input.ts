import type { FieldError } from '@kameng/contract/error';
import type { Call } from '@kameng/contract/routes';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ApiError } from '../api-error.ts';
import { checkInput, pointerStep } from './check-input.ts';

/** The parts of a request as its route's schemas read them. Throws `invalid_request` with everything that is wrong. */
export function parseInput(
  route: Pick<Call, 'params' | 'query' | 'body'>,
  { params, query, body }: Pick<FastifyRequest, 'params' | 'query' | 'body'>,
): { params: unknown; query: unknown; body: unknown } {
  const problems: FieldError[] = [
    ...checkInput(params, '/path'),
    ...checkInput(query, '/query'),
    ...checkInput(body, ''),
  ];
  if (problems.length > 0) refuse(problems);
  const parsed = {
    params: parsePart(route.params, params, '/path', problems),
    query: parsePart(route.query, query, '/query', problems),
    body: parsePart(route.body, body ?? (route.body ? {} : undefined), '', problems),
  };
  if (problems.length > 0) refuse(problems);
  return parsed;
}

function refuse(problems: readonly FieldError[]): never {
  throw new ApiError('invalid_request', {
    errors: problems.slice(0, 20),
    detail: `${problems[0]!.pointer || '/'}: ${problems[0]!.code}.`,
  });
}

function parsePart(schema: z.ZodType | undefined, value: unknown, at: string, problems: FieldError[]): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const steps = issue.path.map(pointerStep);
    // A name that does not belong is pointed at itself, not the object it is in.
    const names = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [pointerStep(key)]) : [[]];
    for (const name of names) problems.push({ pointer: [at, ...steps, ...name].join('/'), code: issue.code });
  }
  return undefined;
}
