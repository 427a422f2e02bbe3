/** The three headers of Standard Webhooks 1.0. */
export interface WebhookHeaders {
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
}

/**
 * Signs a body as the pool does: what a test of your own webhook endpoint needs.
 * @param timestamp Unix time in seconds.
 */
export async function signWebhook(
  secret: string,
  id: string,
  timestamp: number,
  body: string,
): Promise<WebhookHeaders> {
  const signature = await crypto.subtle.sign(
    'HMAC',
    await importSecret(secret),
    signedBytes(id, String(timestamp), body),
  );
  const base64 = btoa(String.fromCharCode(...new Uint8Array(signature)));
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${base64}` };
}

/** The HMAC-SHA256 key behind a `whsec_…` secret. */
export function importSecret(secret: string): Promise<CryptoKey> {
  const key = decodeBase64(secret.replace(/^whsec_/, ''));
  return crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify']);
}

/** What is signed: id, timestamp and the raw body, joined by dots (Standard Webhooks, "Signature scheme"). */
export function signedBytes(id: string, timestamp: string, body: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${id}.${timestamp}.${body}`);
}

/** Base64 to bytes; throws when it is not base64. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
