import type { VerificationStatus } from '@kameng/contract/desk/verification';

/** The one table of a verification's life: state → action → next state. What is refused can be asked for anew. */
export const verificationTransitions = {
  submitted: { check: 'in_review' },
  in_review: { approve: 'verified', refuse: 'refused', ask: 'needs_action' },
  needs_action: { answer: 'submitted', refuse: 'refused' },
  verified: {},
  refused: {},
} as const satisfies Record<VerificationStatus, Record<string, VerificationStatus>>;

/** Where an action leads from a state; undefined when it does not belong there. */
export function nextVerification(from: VerificationStatus, action: string): VerificationStatus | undefined {
  return (verificationTransitions[from] as Record<string, VerificationStatus>)[action];
}
