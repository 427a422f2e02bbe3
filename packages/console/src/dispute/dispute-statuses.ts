import type { DisputeStatus } from '@kameng/contract/dispute';

/** States that a list can be narrowed to, in the order of a dispute's life. */
export const disputeStatuses = [
  'supplier_turn',
  'buyer_turn',
  'evidence',
  'arbiter',
  'decided',
  'appealed',
  'closed',
] as const satisfies DisputeStatus[];
