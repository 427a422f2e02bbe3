import { language } from './language.ts';

/** A day, in the reader's own time zone. */
export function showDay(at: string): string {
  return new Intl.DateTimeFormat(language.value, { dateStyle: 'medium' }).format(new Date(at));
}

/** A moment to the second, in the reader's own time zone. */
export function showTime(at: string): string {
  return new Intl.DateTimeFormat(language.value, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(at));
}

const steps: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** How long ago or until then: `3 hours ago`; a day from a month on. */
export function showAgo(at: string, now = Date.now()): string {
  const seconds = (Date.parse(at) - now) / 1000;
  if (Math.abs(seconds) > 30 * 86_400) return showDay(at);
  const [unit, size] = steps.find(([, step]) => Math.abs(seconds) >= step) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(language.value, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}
