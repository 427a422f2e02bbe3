const dayMs = 86_400_000;

/** Moments of a period of days, both included: where it begins, where it has ended, and where the period before it began. */
export function spanOf({ from, to }: { from: string; to: string }): { before: Date; from: Date; end: Date } {
  const first = Date.parse(from);
  const end = Date.parse(to) + dayMs;
  return { before: new Date(2 * first - end), from: new Date(first), end: new Date(end) };
}

/** The day (UTC) of a moment. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** The last day of what has no end: clocks of the pool's processes are never a day apart. */
export function tomorrow(now: Date): string {
  return dayOf(new Date(now.getTime() + dayMs));
}
