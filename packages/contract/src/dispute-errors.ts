import type { ErrorEntry } from './error.ts';

/** Refusals that have to do with disputes. */
export const disputeErrors = {
  dispute_not_found: {
    family: 'order',
    status: 404,
    retry: 'no',
    title: 'There is no dispute about this order.',
    action: 'Open one from the order page.',
  },
  dispute_exists: {
    family: 'order',
    status: 409,
    retry: 'no',
    title: 'There is a dispute about this order or these codes already.',
    action: 'Read the disputes of the order and go on with that one.',
  },
  dispute_too_late: {
    family: 'order',
    status: 409,
    retry: 'no',
    title: 'A dispute can be opened within seven days after delivery.',
    action: 'Write to the operator of the pool.',
  },
  dispute_turn: {
    family: 'order',
    status: 409,
    retry: 'no',
    title: 'This cannot be done in the dispute now: it is not your turn, the time is up, or it is closed.',
    action: 'Read the dispute; `may` says what you can do.',
  },
  evidence_refused: {
    family: 'order',
    status: 422,
    retry: 'no',
    title: 'This is not an image that can be read, or it is too large.',
    action: 'Send a JPEG, PNG or WebP picture of at most 25 megapixels.',
  },
  evidence_limit: {
    family: 'order',
    status: 409,
    retry: 'no',
    title: 'Each side can add eight pieces of evidence.',
    action: 'Say the rest with your next step.',
  },
} as const satisfies Record<string, ErrorEntry>;
