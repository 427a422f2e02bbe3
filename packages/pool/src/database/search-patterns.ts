/** Words of a search that count; the rest of a longer one is ignored. */
const searchWordsMax = 6;

/**
 * Words as ILIKE patterns that find them anywhere; a character with a meaning to ILIKE stands for itself. Without words there is no
 * pattern, and `ILIKE ALL` of none is true of everything.
 */
export function searchPatterns(q: string | undefined): string[] {
  const words = q?.normalize('NFKC').replaceAll('\0', '').split(/\s+/).filter(Boolean) ?? [];
  return words.slice(0, searchWordsMax).map((word) => `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
}
