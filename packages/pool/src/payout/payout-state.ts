import type { PayoutStatus } from '@kameng/contract/desk/payout';

/** The one table of a payout's life: state → action → next state. An approved one is refused when the bank sends it back. */
export const payoutTransitions = {
  pending: { approve: 'approved', refuse: 'refused' },
  approved: { pay: 'paid', refuse: 'refused' },
  paid: {},
  refused: {},
} as const satisfies Record<PayoutStatus, Record<string, PayoutStatus>>;

/** Where an action leads from a state; undefined when it does not belong there. */
export function nextPayout(from: PayoutStatus, action: string): Exclude<PayoutStatus, 'pending'> | undefined {
  return (payoutTransitions[from] as Record<string, Exclude<PayoutStatus, 'pending'>>)[action];
}
