import { errors, type ErrorCode, type FieldError, type Problem } from '@kameng/contract/error';

/** A documented refusal on its way out; everything else that is thrown is a bug in the mock and becomes `internal`. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldError[];

  constructor(code: ErrorCode, fields: FieldError[] = []) {
    super(errors[code].title);
    this.code = code;
    this.fields = fields;
  }
}

/** The RFC 9457 answer to a refusal; `allow` names the methods of the path for `method_not_allowed`. */
export function problemResponse(refusal: Refusal, requestId: string, allow?: string): Response {
  const { status, retry, title } = errors[refusal.code];
  const body: Problem = {
    type: `https://kameng.example/docs/errors#${refusal.code}`,
    title,
    status,
    detail: title,
    code: refusal.code,
    retry,
    request_id: requestId,
    ...(refusal.fields.length > 0 && { errors: refusal.fields }),
  };
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  if (allow !== undefined) headers.set('allow', allow);
  if (retry === 'after') headers.set('retry-after', '1');
  return new Response(JSON.stringify(body), { status, headers });
}
