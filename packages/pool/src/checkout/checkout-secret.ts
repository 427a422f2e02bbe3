import { createHmac } from 'node:crypto';
import type { Keys } from '../keys/keys.ts';

/** The secret of a checkout: proof of being the page that opened it. Derived, never stored. */
export function checkoutSecret(keys: Keys, checkoutId: string): string {
  return `cks_${createHmac('sha256', keys.checkoutSecret).update(checkoutId).digest('base64url')}`;
}
