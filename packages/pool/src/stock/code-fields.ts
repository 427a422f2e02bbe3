import type { CodeFields } from '@kameng/contract/order';

/** The field that tells one code from another; a serial is public, so a code or link goes before it. */
const identifying = ['code', 'link', 'serial', 'account', 'pin'] as const satisfies readonly (keyof CodeFields)[];

/** The text by which two uploads are the same code: case, spaces and dashes are how people write, not what they write. */
export function normaliseCode(fields: CodeFields): string {
  const name = identifying.find((field) => fields[field] !== undefined);
  if (name === undefined) return '';
  const text = fields[name]!.normalize('NFKC').trim();
  return name === 'link' ? text : text.replaceAll(/[\s-]/g, '').toUpperCase();
}

const fieldMax = 512;
/** Controls, line and paragraph separators, and the sign for what could not be decoded. */
const control = /[\p{Cc}\u2028\u2029\ufffd]/u;
/** What a spreadsheet would compute: whoever opens an export of it would run it. A phone number with its plus is none. */
const formula = /^[=@]|^[+-](?![\d\s().-]*$)/u;

/** Why a field of a code is not kept, whoever it comes from. */
export function faultOfField(name: string, value: string): 'bad_field' | 'formula' | undefined {
  if (value.length > fieldMax || control.test(value)) return 'bad_field';
  return name !== 'password' && formula.test(value) ? 'formula' : undefined;
}

/** Fields as an upload would keep them, without blanks around them and without empty ones; undefined when one cannot be kept. */
export function tidyFields(fields: CodeFields): CodeFields | undefined {
  const kept = Object.entries(fields).flatMap(([name, text]) => {
    const value = text?.trim() ?? '';
    return value === '' ? [] : [[name, value] as const];
  });
  return kept.some(([name, value]) => faultOfField(name, value) !== undefined) ? undefined : Object.fromEntries(kept);
}

/** Enough of a normalised code to recognise it in a list and nothing to use it with: the last four of long ones. */
export function maskCode(text: string): string {
  return text.length >= 12 ? `····${text.slice(-4)}` : '········';
}

const dayMs = 86_400_000;

/** The moment from which a code that expires then can no longer be used; a day counts to its end. */
export function endOfCode(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/.test(text)) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) return undefined;
  return text.length === 10 ? time + dayMs : time;
}
