/** A cell as the workbook has it. */
export interface Cell {
  /** `s` a shared text, `str` and `inlineStr` a text, `b` yes or no, `e` an error, `d` an ISO date; else a number. */
  type: string;
  value: string;
  /** How it is shown when it is a number. */
  format: string;
}

/** Why a cell is left empty. */
export type CellFault = 'digits' | 'error' | 'breaks';

/** Signs that a line of text has no place for. */
const control = /[\p{Cc}\u2028\u2029]/u;

/** Text of a cell as it is shown, or why there is none that could be relied on. */
export function writeCell(
  { type, value, format }: Cell,
  { strings, from1904 }: { strings: readonly string[]; from1904: boolean },
): { text: string } | { fault: CellFault } {
  switch (type) {
    case 's':
      return plainText(strings[Number(value)] ?? '');
    case 'str':
    case 'inlineStr':
      return plainText(value);
    case 'b':
      return { text: value === '1' ? 'TRUE' : 'FALSE' };
    case 'e':
      return { fault: 'error' };
    case 'd':
      return plainText(value);
    default:
      return writeNumber(value.trim(), format, from1904);
  }
}

/** Office programs write signs that XML cannot have as their number; a code with that very writing is escaped likewise. */
function plainText(written: string): { text: string } | { fault: CellFault } {
  const text = written
    .replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .trim();
  return control.test(text) ? { fault: 'breaks' } : { text };
}

/** Excel keeps fifteen digits of a number; the others became noughts before the file was saved. */
const digitsMax = 15;

function writeNumber(raw: string, format: string, from1904: boolean): { text: string } | { fault: CellFault } {
  if (raw === '') return { text: '' };
  const value = Number(raw);
  if (!Number.isFinite(value)) return { fault: 'error' };
  if (isDate(format)) return writeDate(value, from1904);
  if (/^-?\d+$/.test(raw)) {
    if (raw.replace('-', '').length > digitsMax) return { fault: 'digits' };
    // Noughts in front are shown when the format asks for so many digits.
    return { text: /^0+$/.test(format) && value >= 0 ? raw.padStart(format.length, '0') : raw };
  }
  if (!/^-?\d*\.\d+$/.test(raw) || Math.abs(value) >= 10 ** digitsMax) return { fault: 'digits' };
  // A fraction is stored with a few digits of noise behind those that were typed.
  const shown = String(Number(value.toPrecision(digitsMax)));
  return shown.includes('e') ? { fault: 'digits' } : { text: shown };
}

/** Whether a format shows a date: a letter of one outside of what is quoted, escaped or in brackets. */
function isDate(format: string): boolean {
  return /[ymdhs]/i.test(format.replaceAll(/"[^"]*"|\\.|_.|\[[^\]]*\]|General/gi, ''));
}

const dayMs = 86_400_000;

function writeDate(serial: number, from1904: boolean): { text: string } | { fault: CellFault } {
  // The calendar of 1900 has a 29th of February that there was not.
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  if (days < 0 || days >= 2_958_466) return { fault: 'error' };
  const ms = Math.round((Date.UTC(1899, 11, 30) + days * dayMs) / 1000) * 1000;
  const [day, time] = new Date(ms).toISOString().slice(0, 19).split('T') as [string, string];
  // Midnight is how a day without a time is stored.
  return { text: time === '00:00:00' ? day : `${day} ${time}` };
}
