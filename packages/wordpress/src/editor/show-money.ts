/** An amount in minor units of an ISO 4217 currency. */
export interface Money {
  amount_minor: number;
  currency: string;
}

/** The amount as the page's language writes it. */
export function showMoney({ amount_minor, currency }: Money): string {
  const format = new Intl.NumberFormat(document.documentElement.lang || 'en', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  });
  return format.format(amount_minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
