import type { Money } from '@kameng/contract/money';
import { digitsOf } from './digits-of.ts';
import { language } from './language.ts';

/** An amount of money as people write it: `¥1,234.50`. */
export function showMoney({ amount_minor, currency }: Money): string {
  const format = new Intl.NumberFormat(language.value, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  return format.format(amount_minor / 10 ** digitsOf(currency));
}

/** A number with its grouping. */
export function showNumber(value: number): string {
  return new Intl.NumberFormat(language.value).format(value);
}

/** A share with its sign: `+12.5%`. */
export function showChange(share: number): string {
  return new Intl.NumberFormat(language.value, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  }).format(share);
}

/** A share of a whole: `2.5%`. */
export function showShare(share: number): string {
  return new Intl.NumberFormat(language.value, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}
