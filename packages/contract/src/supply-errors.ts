import type { ErrorEntry } from './error.ts';

/** Refusals that have to do with suppliers: who they are, what they want to sell, on what terms, and the files they send. */
export const supplyErrors = {
  erasure_blocked: {
    family: 'account',
    status: 409,
    retry: 'no',
    title: 'Something is still to be done about an order, so nothing of it can be erased yet.',
    action: 'Ask again after `until`, when there is one; else settle the order first.',
  },
  wrong_state: {
    family: 'account',
    status: 409,
    retry: 'no',
    title: 'This is not in a state that allows that.',
    action: 'Read it again and act on its status.',
  },
  already_applied: {
    family: 'account',
    status: 409,
    retry: 'no',
    title: 'This was asked for already and is open or granted.',
    action: 'Follow the one that is there.',
  },
  document_refused: {
    family: 'account',
    status: 422,
    retry: 'no',
    title: 'This document cannot be taken.',
    action:
      'Send a PNG, a JPEG or a PDF of at most 3 MiB, without a password, scripts or other files in it, and name only your own documents that are not used elsewhere.',
  },
  prohibited_goods: {
    family: 'catalog',
    status: 422,
    retry: 'no',
    title: 'Goods like these may not be sold here.',
    action: 'Read the rules at /v1/supplier/prohibitions.',
  },
  not_approved: {
    family: 'catalog',
    status: 409,
    retry: 'no',
    title: 'This supplier has not been approved to sell this product.',
    action: 'Submit the product with the proof of the right to sell it, and wait for the review.',
  },
  price_refused: {
    family: 'price',
    status: 422,
    retry: 'no',
    title: 'These prices do not fit the product or each other.',
    action: 'Keep every price at or below the list price, falling with the quantity, and above the floor.',
  },
  file_refused: {
    family: 'code',
    status: 422,
    retry: 'no',
    title: 'This file cannot be taken. No code was read from it.',
    action: 'Save it as CSV or plain text in UTF-8 (or GB18030), one code a line, and send that.',
  },
  wrong_offset: {
    family: 'code',
    status: 409,
    retry: 'no',
    title: 'The file goes on somewhere else.',
    action: 'Read the upload and go on sending at received_bytes.',
  },
  not_verified: {
    family: 'account',
    status: 409,
    retry: 'no',
    title: 'This needs an organisation that is verified.',
    action: 'Ask to be verified at /v1/account/verifications first.',
  },
  payout_refused: {
    family: 'account',
    status: 409,
    retry: 'no',
    title: 'This cannot be paid out. Nothing was moved.',
    action: 'Read /v1/account/money and /v1/account/payout_accounts, and ask for no more than is payable.',
  },
  signature_refused: {
    family: 'auth',
    status: 401,
    retry: 'no',
    title: 'This message is not signed by the supplier, or not now.',
    action:
      'Sign webhook-id, webhook-timestamp and the raw body with the secret of your server, at the time of sending.',
  },
  supply_closed: {
    family: 'order',
    status: 409,
    retry: 'no',
    title: 'This request for codes ended long ago. Nothing of the answer was kept.',
    action: 'Keep the codes; answer before the deadline of the request.',
  },
  supply_untested: {
    family: 'account',
    status: 409,
    retry: 'no',
    title: 'The server has to pass the test first.',
    action: 'Run the test of /v1/supplier/supply, mend what it names, and run it again.',
  },
} as const satisfies Record<string, ErrorEntry>;
