/** States of the checkout page, and what leads where. An event a state does not list changes nothing. */
export const checkoutStates = {
  loading: {
    opened: 'open',
    ordered: 'ordered',
    confirming: 'confirming',
    sold_out: 'sold_out',
    missing: 'missing',
    already: 'already',
    ended: 'ended',
    failed: 'failed',
  },
  open: { confirming: 'confirming', time_up: 'ended', restart: 'loading' },
  confirming: {
    ordered: 'ordered',
    refused: 'open',
    taken: 'taken',
    price_moved: 'price_changed',
    ended: 'ended',
    already: 'already',
    missing: 'missing',
    unsure: 'unsure',
  },
  /** No answer came to the confirmation: only the same request with the same key may follow. */
  unsure: { confirming: 'confirming' },
  price_changed: { confirming: 'confirming', opened: 'open', time_up: 'ended' },
  sold_out: { restart: 'loading' },
  taken: { restart: 'loading' },
  ended: { restart: 'loading' },
  failed: { restart: 'loading' },
  missing: {},
  already: {},
  /** From here on the order's own states count. */
  ordered: { restart: 'loading' },
} as const satisfies Record<string, Record<string, string>>;

export type CheckoutState = keyof typeof checkoutStates;
export type CheckoutEvent = { [State in CheckoutState]: keyof (typeof checkoutStates)[State] }[CheckoutState];

/** The state after `event`; the same one when it does not apply. */
export function nextCheckoutState(state: CheckoutState, event: CheckoutEvent): CheckoutState {
  const moves: Partial<Record<CheckoutEvent, CheckoutState>> = checkoutStates[state];
  return moves[event] ?? state;
}
