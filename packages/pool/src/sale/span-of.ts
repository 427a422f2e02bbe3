const dayMs = 86_400_000;

/** Moments of a period of days, both included: where it begins, where it has ended, and where the period before it began. */
export function spanOf({ from, to }: { from: string; to: string }): { before: Date; from: Date; end: Date } {
  const first = Date.parse(from);
  const end = Date.parse(to) + dayMs;
  return { before: new Date(2 * first - end), from: new Date(first), end: new Date(end) };
}
