import type { SupplyRequest, SupplyResult } from '@kameng/contract/supply';
import type { Engine } from '../engine.ts';
import { AddressRefused, guardAddress, type ResolveName } from '../webhook/guard-address.ts';
import { openWebhookSender, type PostAnswer } from '../webhook/post-webhook.ts';
import { signWebhook, type SigningEndpoint } from '../webhook/sign-webhook.ts';

/** What a supplier's server answered, or why it did not. */
export interface Posted extends Partial<PostAnswer> {
  failure?: Extract<SupplyResult, 'timeout' | 'unreachable' | 'address_refused'>;
  tookMs: number;
}

export interface PostOptions {
  resolve?: ResolveName | undefined;
  /** When it is said to be sent; the test lies about it. */
  signedAt?: Date;
  /** How long an answer is waited for. */
  limitMs?: number;
  /** Changes the headers before they are sent, for the test. */
  bend?: (headers: Record<string, string>) => Record<string, string>;
}

/** Posts one signed request to a supplier's server. Its id is the message's id, so asking again is the same message. */
export async function postSupply(
  engine: Pick<Engine, 'config' | 'keys' | 'now'>,
  endpoint: SigningEndpoint & { url: string },
  request: SupplyRequest,
  { resolve, signedAt = engine.now(), limitMs, bend = (headers) => headers }: PostOptions = {},
): Promise<Posted> {
  const body = JSON.stringify(request);
  const began = performance.now();
  const took = () => ({ tookMs: performance.now() - began });
  try {
    const target = await guardAddress(endpoint.url, {
      allowPrivate: engine.config.webhooksToPrivateAddresses,
      resolve,
    });
    const sender = openWebhookSender(target, 1, limitMs);
    try {
      const headers = bend(signWebhook(engine.keys, endpoint, request.id, signedAt, body));
      return { ...(await sender.post(body, headers)), ...took() };
    } finally {
      sender.close();
    }
  } catch (error) {
    // Nothing of the error is kept: it could quote what was sent or answered.
    if (error instanceof AddressRefused) return { failure: 'address_refused', ...took() };
    const timedOut = error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
    return { failure: timedOut ? 'timeout' : 'unreachable', ...took() };
  }
}
