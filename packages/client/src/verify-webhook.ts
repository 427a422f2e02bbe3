import type { KamengEvent } from '@kameng/contract/webhook';
import { KamengError } from './problem.ts';
import { decodeBase64, importSecret, signedBytes } from './sign-webhook.ts';

export interface VerifyWebhookOptions {
  /** How far the sender's clock and delivery may be off, either way; 300 s unless given. */
  toleranceS?: number;
  /** Unix time in milliseconds; the clock unless given. */
  now?: () => number;
}

/** Signatures looked at in one header: rotation needs two, and nobody may make us compute a thousand. */
const maxSignatures = 8;

/**
 * Verifies a webhook (Standard Webhooks 1.0) and returns its event.
 * @param secrets the endpoint's `whsec_…`, or several while rotating.
 * @param headers of the request; names in any case.
 * @param body the raw text as received: parsing and printing it again would break the signature.
 * @throws KamengError `webhook_refused`: answer it with 400 and do nothing else.
 */
export async function verifyWebhook(
  secrets: string | string[],
  headers: Headers | Record<string, string | string[] | undefined>,
  body: string,
  { toleranceS = 300, now = Date.now }: VerifyWebhookOptions = {},
): Promise<KamengEvent> {
  const read =
    headers instanceof Headers
      ? headers
      : new Headers(Object.entries(headers).map(([name, value]) => [name, String(value ?? '')]));
  const id = read.get('webhook-id');
  const timestamp = read.get('webhook-timestamp');
  const signatures = read.get('webhook-signature');
  if (!id || !timestamp || !signatures) throw refused('A webhook header is missing.');
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(now() / 1000 - Number(timestamp)) > toleranceS)
    throw refused('The timestamp is too old or too new.');
  const signed = signedBytes(id, timestamp, body);
  const given = signatures.split(' ', maxSignatures).filter((each) => each.startsWith('v1,'));
  for (const secret of [secrets].flat()) {
    const key = await importSecret(secret);
    for (const each of given) {
      // WebCrypto compares in constant time.
      if (await crypto.subtle.verify('HMAC', key, bytesOf(each), signed)) return JSON.parse(body) as KamengEvent;
    }
  }
  throw refused('No signature matches.');
}

function bytesOf(signature: string): Uint8Array<ArrayBuffer> {
  try {
    return decodeBase64(signature.slice(3));
  } catch {
    return new Uint8Array();
  }
}

function refused(detail: string): KamengError {
  return new KamengError({ code: 'webhook_refused', retry: 'no', status: 400, detail });
}
