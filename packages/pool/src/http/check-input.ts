import type { FieldError } from '@kameng/contract/error';

/** Deeper than anything the contract has; much deeper input is made to exhaust whoever walks through it. */
const depthMax = 16;

/**
 * Finds what no field of any request may hold, whatever its schema: text that PostgreSQL cannot keep (NUL) or that turns into
 * other text on the way (a lone surrogate), and nesting without end. Answers the offences, each pointed at, a few at most.
 */
export function checkInput(input: unknown, at: string): FieldError[] {
  const offences: FieldError[] = [];
  const open: { value: unknown; pointer: string; depth: number }[] = [{ value: input, pointer: at, depth: 0 }];
  // A list to work off rather than calls in calls: nothing sent can be deeper than memory is large.
  for (let next = open.pop(); next !== undefined && offences.length < offencesMax; next = open.pop()) {
    const { value, pointer, depth } = next;
    if (typeof value === 'string') {
      if (value.includes('\0') || !value.isWellFormed()) offences.push({ pointer, code: 'invalid_format' });
    } else if (typeof value === 'object' && value !== null) {
      if (depth === depthMax) {
        offences.push({ pointer: at, code: 'too_deep' });
        break;
      }
      for (const [name, inner] of Object.entries(value))
        open.push({ value: inner, pointer: `${pointer}/${pointerStep(name)}`, depth: depth + 1 });
    }
  }
  return offences;
}

const offencesMax = 5;

/** One step of a JSON Pointer (RFC 6901 §3). */
export function pointerStep(step: PropertyKey): string {
  return String(step).replaceAll('~', '~0').replaceAll('/', '~1');
}
