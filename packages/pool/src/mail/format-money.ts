import type { Money } from '@kameng/contract/money';

/** An amount as people of that language write it: `¥76.00`, `US$12.50`. */
export function formatMoney({ amount_minor, currency }: Money, language: string): string {
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  return format.format(amount_minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
