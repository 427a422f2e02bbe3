/** Longest piece that may stay in one line on a 320-px screen. */
const longestGroup = 12;

/**
 * Splits a code into pieces that are easy to read and never break in the middle: at its own dashes and spaces, else in fours.
 * The pieces joined are the code, so selecting and copying them by hand is exact. A short code or a link stays whole.
 */
export function groupCode(code: string): string[] {
  const own = code.match(/[^-\s]+[-\s]*/g) ?? [code];
  if (own.join('') === code && own.length > 1 && own.every((piece) => piece.length <= longestGroup)) return own;
  return /^[\p{L}\p{N}]{8,64}$/u.test(code) ? (code.match(/.{1,4}/gsu) ?? [code]) : [code];
}
