import { createId } from '@kameng/contract/id';
import type { ClientBase } from 'pg';
import type { Engine } from '../engine.ts';
import type { Keys } from '../keys/keys.ts';
import { open, seal } from '../stock/code-cipher.ts';
import type { LetterTemplate } from './letter-texts.ts';

/** A mail to somebody who works with the pool, which is about no order. */
export interface NewLetter {
  template: LetterTemplate;
  /** E-mail address. */
  recipient: string;
  language: string;
  /** Where its button leads. */
  link: string;
  /** What its words name, such as an organisation. */
  values?: Readonly<Record<string, string>>;
}

/** What lies sealed in a letter that waits. */
type Sealed = Required<Pick<NewLetter, 'recipient' | 'link' | 'values'>>;

/** Queues letters in the caller's transaction. Address, link and values lie sealed until the letter is sent, then nowhere. */
export async function queueLetters(
  client: ClientBase,
  { keys, now }: Pick<Engine, 'keys' | 'now'>,
  letters: readonly NewLetter[],
): Promise<void> {
  const at = now();
  for (const { template, recipient, language, link, values = {} } of letters) {
    const id = createId('mail', at.getTime());
    const content: Sealed = { recipient, link, values };
    const sealed = seal(keys.contact, Buffer.from(JSON.stringify(content)), id);
    await client.query(
      'INSERT INTO mail (id, template, language, letter_secret, next_attempt_at, created_at) VALUES ($1, $2, $3, $4, $5, $5)',
      [id, template, language, sealed, at],
    );
  }
}

/** What a letter that waits says and to whom. */
export function openLetter(keys: Keys, id: string, sealed: Buffer): Sealed {
  return JSON.parse(open(keys.contact, sealed, id).toString()) as Sealed;
}
