/** The order number somebody typed, or nothing when it cannot be one. */
export function readOrderNumber(typed: string): string | undefined {
  const text = typed.trim().toLowerCase();
  return /^ord_[0-9a-z]{26}$/.test(text) ? text : undefined;
}
