import type { ErrorEntry } from './error.ts';

/** Refusals that have to do with people, their organisations and what they may do at a desk. */
export const accountErrors = {
  sign_in_required: {
    family: 'auth',
    status: 401,
    retry: 'no',
    title: 'This is for people who are signed in, or for a key of an organisation.',
    action: 'Sign in at /console, or send a desk key (dk_).',
  },
  credentials_invalid: {
    family: 'auth',
    status: 401,
    retry: 'no',
    title: 'The address, the password, the code or the link is not right, or has ended.',
    action: 'Try again, or have a link sent by mail.',
  },
  account_locked: {
    family: 'auth',
    status: 429,
    retry: 'after',
    title: 'Too many wrong tries; for a while the password and the code are not asked any more.',
    action: 'Wait as long as Retry-After says, or sign in with a passkey or a link by mail.',
  },
  step_up_required: {
    family: 'auth',
    status: 403,
    retry: 'same_key',
    title: 'This needs a proof, not older than ten minutes, of who is there.',
    action:
      'Give the code or the password at /v1/account/step_up, or sign in with a passkey; then send the request again.',
  },
  forbidden: {
    family: 'auth',
    status: 403,
    retry: 'no',
    title: 'The role in this organisation does not allow this.',
    action: 'Ask an owner of the organisation.',
  },
  organisation_not_found: {
    family: 'account',
    status: 404,
    retry: 'no',
    title: 'There is no such organisation for this person.',
    action: 'Send Kameng-Organisation with the id of an organisation that /v1/account/me lists.',
  },
  not_found: {
    family: 'account',
    status: 404,
    retry: 'no',
    title: 'There is nothing with this id in this organisation.',
    action: 'Read the list again.',
  },
  answer_lost: {
    family: 'account',
    status: 409,
    retry: 'no',
    title: 'This was done by an earlier request with the same Idempotency-Key, whose answer was lost.',
    action: 'Read what it made; send it with a new key only to do it once more.',
  },
  frozen: {
    family: 'account',
    status: 409,
    retry: 'no',
    title: 'This was frozen by the operator. Nothing was moved.',
    action: 'Write to the operator, who knows why.',
  },
  second_person_required: {
    family: 'account',
    status: 409,
    retry: 'no',
    title: 'Whoever proposed this cannot decide about it.',
    action: 'Ask somebody else who looks after the money.',
  },
  adjustment_refused: {
    family: 'account',
    status: 409,
    retry: 'no',
    title: 'This adjustment cannot be made. Nothing was moved.',
    action: 'Take no more than the one side has, and name parties that exist.',
  },
  last_owner: {
    family: 'account',
    status: 409,
    retry: 'no',
    title: 'An organisation keeps at least one owner.',
    action: 'Make somebody else an owner first.',
  },
  already_member: {
    family: 'account',
    status: 409,
    retry: 'no',
    title: 'This address is a member already.',
    action: 'Change the role of the member instead.',
  },
  account_limit: {
    family: 'account',
    status: 409,
    retry: 'no',
    title: 'The organisation has the largest number of these already.',
    action: 'Remove one first.',
  },
} as const satisfies Record<string, ErrorEntry>;
