import type { SupplierOffer } from '@kameng/contract/desk/offer';

/** The one table of an offer's life: state → action → next state. */
export const offerTransitions = {
  active: { pause: 'paused' },
  paused: { resume: 'active' },
} as const satisfies Record<SupplierOffer['status'], Record<string, SupplierOffer['status']>>;
