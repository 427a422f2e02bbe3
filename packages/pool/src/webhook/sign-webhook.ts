import { createHmac } from 'node:crypto';
import type { Keys } from '../keys/keys.ts';

/** The part of an endpoint that says which secrets sign: the newest, and for a while after a rotation the one before. */
export interface SigningEndpoint {
  id: string;
  secret_generation: number;
  previous_secret_until: Date | null;
}

const secretPrefix = 'whsec_';

/** An endpoint's secret of one generation, `whsec_…` with 32 bytes in base64. Derived, so that none is stored. */
export function webhookSecret(keys: Keys, endpointId: string, generation: number): string {
  return secretPrefix + createHmac('sha256', keys.webhookSecret).update(`${endpointId} ${generation}`).digest('base64');
}

/** Headers of one attempt to send `body`, by Standard Webhooks 1.0: id, timestamp and a signature by every valid secret. */
export function signWebhook(
  keys: Keys,
  endpoint: SigningEndpoint,
  eventId: string,
  at: Date,
  body: string,
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const generations = [endpoint.secret_generation];
  if (endpoint.previous_secret_until !== null && endpoint.previous_secret_until > at)
    generations.push(endpoint.secret_generation - 1);
  const signatures = generations.map((generation) => {
    const key = Buffer.from(webhookSecret(keys, endpoint.id, generation).slice(secretPrefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${eventId}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': eventId, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
