import type { CodeFields } from '@kameng/client/browser';
import type { WordKey } from '../words/say.ts';

/** The fields of a code in the order in which they are used, and their names. `expires_at` is told apart. */
export const fieldWords = {
  account: 'account',
  password: 'account_password',
  serial: 'serial',
  code: 'code',
  pin: 'pin',
  link: 'link',
} as const satisfies Record<Exclude<keyof CodeFields, 'expires_at'>, WordKey>;

export type FieldKey = keyof typeof fieldWords;

/** The fields a code has, in the order of fieldWords. */
export function listFields(fields: CodeFields): { key: FieldKey; value: string }[] {
  return (Object.keys(fieldWords) as FieldKey[]).flatMap((key) => {
    const value = fields[key];
    return value ? [{ key, value }] : [];
  });
}

/** One code a line: bare when it has one field, else each field with its name, tabs between, as a table pastes. */
export function writeCodes(codes: readonly CodeFields[], nameOf: (word: WordKey) => string): string[] {
  const line = (fields: CodeFields) => {
    const found = listFields(fields);
    if (found.length === 1) return found[0]?.value ?? '';
    return found.map(({ key, value }) => `${nameOf(fieldWords[key])}: ${value}`).join('\t');
  };
  return codes.map(line);
}
