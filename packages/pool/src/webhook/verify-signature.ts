import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Keys } from '../keys/keys.ts';
import { type SigningEndpoint, webhookSecret } from './sign-webhook.ts';

/** How far the clocks of sender and receiver may be apart. */
const toleranceS = 300;
/** Signatures looked at; a sender that rotates its secret sends two. */
const signaturesMax = 8;

/** Whether a message was signed by who has the endpoint's secret, and not long ago (Standard Webhooks 1.0). */
export function isSigned(
  keys: Keys,
  endpoint: SigningEndpoint,
  { headers, rawBody }: { headers: IncomingHttpHeaders; rawBody: Buffer },
  now: Date,
): boolean {
  const [id, timestamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
    (name) => headers[name],
  );
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signature !== 'string') return false;
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now.getTime() / 1000 - Number(timestamp)) > toleranceS) return false;
  const given = signature.split(' ', signaturesMax).flatMap((each) => (each.startsWith('v1,') ? [each.slice(3)] : []));
  const generations = [endpoint.secret_generation];
  if (endpoint.previous_secret_until !== null && endpoint.previous_secret_until > now)
    generations.push(endpoint.secret_generation - 1);
  return generations.some((generation) => {
    const key = Buffer.from(webhookSecret(keys, endpoint.id, generation).slice('whsec_'.length), 'base64');
    const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(rawBody).digest();
    return given.some((text) => {
      const bytes = Buffer.from(text, 'base64');
      return bytes.length === expected.length && timingSafeEqual(bytes, expected);
    });
  });
}
