import { errors, type Problem } from '@kameng/contract/error';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../api-error.ts';

/** Fastify's and the platform's own refusals, as entries of the error list. */
const codeOfFastifyError: Record<string, ConstructorParameters<typeof ApiError>[0]> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_JSON_BODY: 'not_json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'not_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid_request',
  FST_ERR_BAD_URL: 'invalid_request',
  FST_ERR_MAX_PARAM_LENGTH: 'invalid_request',
};

/** Answers with an RFC 9457 problem. A refusal keeps its words; a bug is logged and says nothing about itself. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = toRefusal(error);
  const entry = errors[refusal.code];
  if (entry.status >= 500) request.log.error({ err: error, code: refusal.code }, 'request failed');
  const { retryAfterS } = refusal.details;
  if (retryAfterS !== undefined) void reply.header('retry-after', Math.ceil(retryAfterS));
  else if (entry.retry === 'after') void reply.header('retry-after', 1);
  const problem = describeProblem(refusal, request.id);
  return reply
    .code(entry.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(problem));
}

/** A refusal as the wire has it. */
export function describeProblem({ code, message, details }: ApiError, requestId: string): Problem {
  const { title, status, action, retry } = errors[code];
  return {
    type: `/docs/reference/errors#${code}`,
    title,
    status,
    detail: `${message} ${action}`,
    code,
    retry,
    request_id: requestId,
    ...(details.errors && { errors: details.errors }),
    ...(details.challenge && { challenge: details.challenge }),
    ...(details.until && { until: details.until.toISOString() }),
  };
}

function toRefusal(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const { code, statusCode } = error as Partial<FastifyError>;
  const known = code === undefined ? undefined : codeOfFastifyError[code];
  if (known) return new ApiError(known, { cause: error });
  if (statusCode === 429) return new ApiError('rate_limited', { cause: error });
  if (statusCode === 400 && error instanceof SyntaxError) return new ApiError('not_json', { cause: error });
  // Whatever else the framework refuses is the caller's mistake, not ours.
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new ApiError('invalid_request', { cause: error });
  if (isDatabaseDown(error)) return new ApiError('unavailable', { cause: error, retryAfterS: 2 });
  return new ApiError('internal', { cause: error });
}

/** Connection refused or lost, server shutting down or starting (PostgreSQL classes 08 and 57P). */
function isDatabaseDown(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (
    typeof code === 'string' &&
    (/^(08|57P)/.test(code) || code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'ENOENT')
  )
    return true;
  return typeof message === 'string' && /timeout exceeded when trying to connect|Connection terminated/.test(message);
}
