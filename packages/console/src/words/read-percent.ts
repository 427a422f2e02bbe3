/** Reads a percentage as people write it, `2.5`, in basis points; undefined when it is none. */
export function readPercent(text: string): number | undefined {
  const found = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/.exec(text.normalize('NFKC').trim());
  const bps = found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : undefined;
  return bps !== undefined && bps <= 10_000 ? bps : undefined;
}

/** Basis points as people write them: `2.5`. */
export function writePercent(bps: number): string {
  return String(bps / 100);
}
