/** Change against what was before, for a figure; nothing when there is nothing to compare with. */
export function changeOf(now: number, before: number): { change?: number } {
  return before === 0 ? {} : { change: now / before - 1 };
}
