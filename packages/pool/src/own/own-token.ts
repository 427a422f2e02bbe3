import { createHmac, timingSafeEqual } from 'node:crypto';
import { idPrefix } from '@kameng/contract/id';
import type { Keys } from '../keys/keys.ts';

const form = /^own_([0-9a-hjkmnp-tv-z]{26})([\w-]{43})$/;

/** What stands behind # in the mail (`link`), and what it is opened to (`session`): derived, never stored. */
export function ownToken(keys: Keys, linkId: string, what: 'link' | 'session'): string {
  const proof = createHmac('sha256', keys.ownToken).update(`${what} ${linkId}`).digest('base64url');
  return `own_${linkId.slice(idPrefix.ordersLink.length + 1)}${proof}`;
}

/** The id of the link that a token is for; undefined when we did not make it. */
export function readOwnToken(keys: Keys, token: string, what: 'link' | 'session'): string | undefined {
  const digits = form.exec(token)?.[1];
  if (digits === undefined) return undefined;
  const id = `${idPrefix.ordersLink}_${digits}`;
  return timingSafeEqual(Buffer.from(ownToken(keys, id, what)), Buffer.from(token)) ? id : undefined;
}
