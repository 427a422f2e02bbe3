import type { KamengError } from '@kameng/client/browser';
import type { WordKey } from '../words/say.ts';

/** A failure in words: what happened and what it means for the money. `opening` tells that a site asked for a checkout. */
export function troubleWords(
  error: Pick<KamengError, 'code' | 'status'> | undefined,
  opening: boolean,
): { title: WordKey; lines: WordKey[] } {
  if (error?.code === 'network') return { title: 'offline', lines: ['offline_what'] };
  if (error?.status === 429 || error?.code === 'overloaded') return { title: 'busy', lines: ['busy_what'] };
  // The site's key, origin or referral ID is not right, and the buyer can do nothing about it.
  if (opening && (error?.status === 400 || error?.status === 401 || error?.status === 403)) {
    return { title: 'misplaced', lines: ['misplaced_what'] };
  }
  return { title: 'failed', lines: ['failed_what'] };
}
