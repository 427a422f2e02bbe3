import type { Engine } from '../engine.ts';

/** What the dearest channel takes, in basis points: a price does not depend on how it is paid. */
export function dearestFee(channels: Engine['channels']): number {
  return Math.max(0, ...[...channels.values()].map(({ feeBps }) => feeBps));
}
