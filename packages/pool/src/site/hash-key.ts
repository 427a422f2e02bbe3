import { hash } from 'node:crypto';

/** What is kept of a key: SHA-256 of its text. Enough, because a key is 192 random bits and cannot be guessed from its hash. */
export function hashKey(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
