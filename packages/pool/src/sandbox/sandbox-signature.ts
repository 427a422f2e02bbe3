import { createHmac, timingSafeEqual } from 'node:crypto';

/** Header of every signed message between the gateway and its merchant, both ways: `t=<unix seconds>,v1=<hex>`. */
export const signatureHeader = 'sandbox-signature';

const headerForm = /^t=([0-9]{1,11}),v1=([0-9a-f]{64})$/;
/** A shorter key is a setting that went missing, and an empty one is known to everybody. */
const keyBytesMin = 32;

/** Signs one message: HMAC-SHA256 over `<unix seconds>.<body>`. */
export function signMessage(key: Buffer, body: Buffer | string, at: Date): string {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return `t=${timestamp},v1=${digest(key, timestamp, body).toString('hex')}`;
}

/** Whether the header signs exactly these bytes with this key, not longer ago (or ahead) than `windowS` seconds. */
export function isSigned(key: Buffer, body: Buffer, header: unknown, at: Date, windowS: number): boolean {
  const parts = typeof header === 'string' ? headerForm.exec(header) : null;
  if (parts === null) return false;
  const [, timestamp = '', signature = ''] = parts;
  if (Math.abs(at.getTime() / 1000 - Number(timestamp)) > windowS) return false;
  return timingSafeEqual(digest(key, timestamp, body), Buffer.from(signature, 'hex'));
}

function digest(key: Buffer, timestamp: string, body: Buffer | string): Buffer {
  if (key.length < keyBytesMin)
    throw new Error(`the sandbox gateway key has ${key.length} bytes; it needs ${keyBytesMin}`);
  return createHmac('sha256', key).update(`${timestamp}.`).update(body).digest();
}
