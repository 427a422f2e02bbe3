import type { Language } from '@kameng/contract/page';
import type { Money } from '@kameng/contract/money';

/** Making one takes milliseconds and a shelf needs dozens; there are as many as languages and currencies on the page, twice. */
const formats: Record<string, Intl.NumberFormat> = {};

/**
 * An amount in the reader's language, with Latin digits. The currency's number of decimals is Intl's.
 * @param short leaves out decimals that are zero.
 */
export function formatMoney({ amount_minor, currency }: Money, language: Language, short = false): string {
  const format = (formats[language + currency + short] ??= new Intl.NumberFormat(`${language}-u-nu-latn`, {
    style: 'currency',
    currency,
    // In Japanese a bare ¥ is yen; elsewhere the short sign is what people read.
    currencyDisplay: language === 'ja' ? 'symbol' : 'narrowSymbol',
    trailingZeroDisplay: short ? 'stripIfInteger' : 'auto',
  }));
  const text = format.format(amount_minor / 10 ** format.resolvedOptions().maximumFractionDigits!);
  // As the checkout writes it: each amount is isolated where it stands, and reads from left to right.
  return text.replace(/[\u061c\u200e\u200f]/g, '');
}

/** Basis points as whole percent, rounded down: a saving is never overstated. */
export function formatPercent(bps: number, language: Language): string {
  return new Intl.NumberFormat(`${language}-u-nu-latn`, { style: 'percent' }).format(Math.floor(bps / 100) / 100);
}

/** The name of the region that a code is for. */
export function formatRegion(region: string, language: Language): string {
  try {
    return new Intl.DisplayNames(language, { type: 'region' }).of(region) ?? region;
  } catch {
    return region; // not a code of ISO 3166: whoever listed the product wrote a word
  }
}
