import { createId, type IdKind } from '@kameng/contract/id';

/** Digits of an id that tell its time: 48 bits of milliseconds behind two zero bits, five bits a digit. */
const timeDigits = 10;

/** A text greater than every id of that kind made before a moment and less than all later ones: a table's key is its calendar. */
export function idsBefore(kind: IdKind, at: Date): string {
  const id = createId(kind, at.getTime());
  return id.slice(0, id.indexOf('_') + 1 + timeDigits);
}
