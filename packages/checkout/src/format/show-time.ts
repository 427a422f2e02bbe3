const minuteMs = 60_000;
const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', minuteMs],
];

/** Date and time, exact to the minute, in the reader's time zone and language. */
export function showTime(lang: string, at: string): string {
  return new Intl.DateTimeFormat(`${lang}-u-nu-latn-ca-gregory`, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(at),
  );
}

/** How long ago: "2 minutes ago", "yesterday". */
export function showAgo(lang: string, at: string, nowMs: number): string {
  const passedMs = Math.max(0, nowMs - Date.parse(at));
  const [unit, unitMs] = steps.find(([, ms]) => passedMs >= ms) ?? ['second', 1000];
  const count = unit === 'second' ? 0 : Math.floor(passedMs / unitMs);
  return new Intl.RelativeTimeFormat(`${lang}-u-nu-latn`, { numeric: 'auto' }).format(-count, unit);
}
