/** A day. A code's `expires_at` is free text of the supplier: shown as it is when it is no date. */
export function showDay(lang: string, day: string): string {
  const date = new Date(/^\d{4}-\d\d-\d\d$/.test(day) ? `${day}T00:00:00` : day);
  return Number.isNaN(date.getTime())
    ? day
    : new Intl.DateTimeFormat(`${lang}-u-nu-latn-ca-gregory`, { dateStyle: 'medium' }).format(date);
}
