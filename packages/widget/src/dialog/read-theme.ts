/** What a page may pass on to the checkout; the checkout takes no more than these. */
const tokens = ['accent', 'accent-strong', 'accent-soft', 'on-accent', 'focus', 'radius', 'radius-control', 'font'];

/** The theme and the `--kameng-*` tokens that hold for an element, for the frame that cannot see them. */
export function readTheme(element: Element): { theme: 'light' | 'dark'; tokens: Record<string, string> } {
  const style = getComputedStyle(element);
  const { colorScheme } = style;
  const isDark =
    colorScheme.includes('dark') &&
    (!colorScheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches);
  const set = tokens.map((name) => [`--kameng-${name}`, style.getPropertyValue(`--kameng-${name}`).trim()]);
  return { theme: isDark ? 'dark' : 'light', tokens: Object.fromEntries(set.filter(([, value]) => value)) };
}
