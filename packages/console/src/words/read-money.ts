import type { Money } from '@kameng/contract/money';
import { digitsOf } from './digits-of.ts';

/** Reads an amount as people write it, `1,234.5`, in minor units of the currency; undefined when it is none. */
export function readMoney(text: string, currency: string): number | undefined {
  const digits = digitsOf(currency);
  const plain = text
    .normalize('NFKC')
    .trim()
    .replaceAll(/(?<=\d),(?=\d{3}(\D|$))/g, '');
  const found = /^(\d{1,12})(?:\.(\d*))?$/.exec(plain);
  const [, whole = '', part = ''] = found ?? [];
  if (!found || part.length > digits) return undefined;
  return Number(whole + part.padEnd(digits, '0'));
}

/** An amount as one types it: `12.50`. */
export function writeMoney(amountMinor: number, currency: string): string {
  const digits = digitsOf(currency);
  return (amountMinor / 10 ** digits).toFixed(digits);
}

/** An amount as a number of whole units, for sorting and for files. */
export function majorOf({ amount_minor, currency }: Money): number {
  return amount_minor / 10 ** digitsOf(currency);
}
