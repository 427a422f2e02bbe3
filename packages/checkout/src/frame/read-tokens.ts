/**
 * What a host may change: its accent, corners and type. Ground, text and lines stay ours, so that no site can make a price or a
 * consent text unreadable.
 */
const themable = /^--kameng-(accent(-strong|-soft)?|on-accent|focus|radius(-control)?|font)$/;
const safeValue = /^[\w\s#.,%"'()/-]{1,120}$/;
const dangerous = /url|var|env|attr|expression|image|@|\\/i;

/** The tokens of a host's message that are known and harmless, as name and value. Anything else is left out. */
export function readTokens(tokens: unknown): [string, string][] {
  if (typeof tokens !== 'object' || tokens === null) return [];
  return Object.entries(tokens)
    .slice(0, 64)
    .filter(
      (entry): entry is [string, string] =>
        themable.test(entry[0]) &&
        typeof entry[1] === 'string' &&
        safeValue.test(entry[1]) &&
        !dangerous.test(entry[1]),
    );
}
