import type { Language } from '@kameng/contract/page';
import type { Money } from '@kameng/contract/money';

/**
 * An amount in the reader's language, with Latin digits. The currency's number of decimals is Intl's.
 * @param short leaves out decimals that are zero.
 */
export function formatMoney({ amount_minor, currency }: Money, language: Language, short = false): string {
  const format = new Intl.NumberFormat(`${language}-u-nu-latn`, {
    style: 'currency',
    currency,
    // In Japanese a bare ¥ is yen; elsewhere the short sign is what people read.
    currencyDisplay: language === 'ja' ? 'symbol' : 'narrowSymbol',
    trailingZeroDisplay: short ? 'stripIfInteger' : 'auto',
  });
  return format.format(amount_minor / 10 ** format.resolvedOptions().maximumFractionDigits!);
}

/** Basis points as whole percent, rounded down: a saving is never overstated. */
export function formatPercent(bps: number, language: Language): string {
  return new Intl.NumberFormat(`${language}-u-nu-latn`, { style: 'percent' }).format(Math.floor(bps / 100) / 100);
}
