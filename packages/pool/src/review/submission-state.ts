import type { SubmissionStatus } from '@kameng/contract/desk/supplier';

/** The one table of a submission's life: state → action → next state. */
export const submissionTransitions = {
  submitted: { approve: 'listed', refuse: 'refused', ask: 'needs_action', withdraw: 'withdrawn' },
  needs_action: { answer: 'submitted', refuse: 'refused', withdraw: 'withdrawn' },
  listed: {},
  refused: {},
  withdrawn: {},
} as const satisfies Record<SubmissionStatus, Record<string, SubmissionStatus>>;

/** Where an action leads from a state; undefined when it does not belong there. */
export function nextSubmission(from: SubmissionStatus, action: string): SubmissionStatus | undefined {
  return (submissionTransitions[from] as Record<string, SubmissionStatus>)[action];
}
