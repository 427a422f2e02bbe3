/** How long the pay button must have been in view before a click on it counts. */
const settleMs = 500;

export type Verdict = 'ok' | 'early' | 'covered';

export interface Guard {
  judge(click: { detail: number }): Verdict;
  stop(): void;
}

/**
 * Judges a click on a button that spends money: a page that shows the frame for an instant under the pointer, or lays
 * something over it, must not get a purchase out of it. Keyboard clicks (`detail` 0) are the buyer's own.
 */
export function judgeClick(
  click: { detail: number },
  seen: { sinceMs: number | undefined; covered: boolean },
  nowMs: number,
): Verdict {
  if (click.detail === 0) return 'ok';
  if (seen.sinceMs === undefined || nowMs - seen.sinceMs < settleMs) return 'early';
  return seen.covered ? 'covered' : 'ok';
}

/**
 * Watches whether `button` is really seen. Where the browser can tell (IntersectionObserver v2) that also means: nothing
 * covers, fades or distorts it.
 */
export function guardConfirm(button: Element): Guard {
  const seen: { sinceMs: number | undefined; covered: boolean } = { sinceMs: undefined, covered: false };
  const options: IntersectionObserverInit & { trackVisibility: boolean; delay: number } = {
    threshold: [0, 0.5, 1],
    trackVisibility: true,
    delay: 100,
  };
  const observer = new IntersectionObserver((entries) => {
    const entry = entries.at(-1) as (IntersectionObserverEntry & { isVisible?: boolean }) | undefined;
    if (!entry) return;
    seen.sinceMs = entry.isIntersecting ? (seen.sinceMs ?? performance.now()) : undefined;
    seen.covered = entry.isVisible === false && 'trackVisibility' in observer;
  }, options);
  observer.observe(button);
  return { judge: (click) => judgeClick(click, seen, performance.now()), stop: () => observer.disconnect() };
}
