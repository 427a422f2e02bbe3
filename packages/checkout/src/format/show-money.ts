import type { Money } from '@kameng/client/browser';

const formats = new Map<string, Intl.NumberFormat>();

/**
 * An amount in the reader's language, always with Latin digits so that it can be compared with a bank's page.
 * `short` leaves out the fraction of a whole amount: ¥48, but ¥48.50.
 */
export function showMoney(lang: string, { amount_minor, currency }: Money, short = false): string {
  const key = `${lang} ${currency} ${short}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(`${lang}-u-nu-latn`, {
      style: 'currency',
      currency,
      // The short sign of the yuan is the yen's in Japanese, and a price must not be read as another one.
      currencyDisplay: lang === 'ja' ? 'symbol' : 'narrowSymbol',
      ...(short && { trailingZeroDisplay: 'stripIfInteger' }),
    });
    formats.set(key, format); // bounded: one language, two styles, the currencies of one order
  }
  const text = format.format(amount_minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  return text.replaceAll(/[\u061c\u200e\u200f]/g, ''); // each amount is isolated where it stands, and reads from left to right
}

/** A share in basis points as a whole percentage, rounded down: a saving is never overstated. */
export function showPercent(lang: string, bps: number): string {
  return new Intl.NumberFormat(`${lang}-u-nu-latn`, { style: 'percent' }).format(Math.floor(bps / 100) / 100);
}
