import { GatewayError } from './gateway-error.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Parses the signed body of an API call and checks that it was meant for this call and payment. */
export function parseSandboxRequest(body: Buffer, action: string, paymentId?: string): Fields {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch {
    throw new GatewayError(400, 'not_json', 'The body is not JSON.');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new GatewayError(400, 'bad_request', 'The body is not an object.');
  const fields = parsed as Fields;
  if (fields.action !== action) throw new GatewayError(400, 'bad_request', `action is not ${action}.`);
  if (paymentId !== undefined && fields.payment_id !== paymentId)
    throw new GatewayError(400, 'bad_request', 'payment_id is not the one in the path.');
  return fields;
}

/** A text field of bounded length that has the given form. */
export function readText(fields: Fields, name: string, form: RegExp): string {
  const value = fields[name];
  if (typeof value !== 'string' || value.length > 2048 || !form.test(value))
    throw new GatewayError(400, 'bad_request', `${name} is missing or malformed.`);
  return value;
}

/** A positive amount in minor units. */
export function readAmount(fields: Fields, name: string): number {
  const value = fields[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value <= 0)
    throw new GatewayError(400, 'bad_request', `${name} is not a positive integer.`);
  return value;
}
