import { z } from 'zod';

export const errorFamilies = [
  'request',
  'auth',
  'catalog',
  'stock',
  'price',
  'order',
  'payment',
  'code',
  'limit',
  'account',
  'server',
] as const;
export type ErrorFamily = (typeof errorFamilies)[number];

/** Whether and how to send the request again: never, with the same Idempotency-Key, with a new one, or after Retry-After. */
export const retryKinds = ['no', 'same_key', 'new_key', 'after'] as const;
export type Retry = (typeof retryKinds)[number];

interface ErrorEntry {
  family: ErrorFamily;
  status: number;
  retry: Retry;
  title: string;
  action: string;
}

/** The only list of refusals: what each means (`title`) and what the caller should do about it (`action`). */
export const errors = {
  invalid_request: {
    family: 'request',
    status: 400,
    retry: 'no',
    title: 'The request does not have the documented shape.',
    action: 'Correct the fields named in errors.',
  },
  not_json: {
    family: 'request',
    status: 400,
    retry: 'no',
    title: 'The body is not valid JSON.',
    action: 'Send a JSON body with Content-Type application/json.',
  },
  unsupported_media_type: {
    family: 'request',
    status: 415,
    retry: 'no',
    title: 'This content type is not accepted here.',
    action: 'Send application/json.',
  },
  body_too_large: {
    family: 'request',
    status: 413,
    retry: 'no',
    title: 'The body is larger than this route accepts.',
    action: 'Send less in one request.',
  },
  route_not_found: {
    family: 'request',
    status: 404,
    retry: 'no',
    title: 'There is no such route.',
    action: 'Check the method and the path against the reference.',
  },
  method_not_allowed: {
    family: 'request',
    status: 405,
    retry: 'no',
    title: 'This path does not take this method.',
    action: 'Use a method listed in Allow.',
  },
  idempotency_key_reused: {
    family: 'request',
    status: 422,
    retry: 'new_key',
    title: 'This Idempotency-Key was used for a different request.',
    action: 'Use a new key for a new request.',
  },
  idempotency_in_progress: {
    family: 'request',
    status: 409,
    retry: 'same_key',
    title: 'A request with this Idempotency-Key is still running.',
    action: 'Send the same request with the same key again shortly.',
  },

  key_missing: {
    family: 'auth',
    status: 401,
    retry: 'no',
    title: 'This route needs a key or a token.',
    action: 'Send Authorization: Bearer with the key that the route names.',
  },
  key_invalid: {
    family: 'auth',
    status: 401,
    retry: 'no',
    title: 'The key or token is not known, was revoked or has ended.',
    action: 'Check the key in the console; use a live one.',
  },
  key_wrong_kind: {
    family: 'auth',
    status: 403,
    retry: 'no',
    title: 'This kind of key may not do this.',
    action: 'Publishable keys read the catalogue and open checkouts; orders from balance need a secret key.',
  },
  origin_not_allowed: {
    family: 'auth',
    status: 403,
    retry: 'no',
    title: "This page's origin is not on the site's origin list.",
    action: 'Add the origin to the site in the console.',
  },
  ref_unknown: {
    family: 'auth',
    status: 400,
    retry: 'no',
    title: 'There is no agent with this referral ID.',
    action: 'Check the referral ID; sell without one by leaving it out.',
  },

  product_not_found: {
    family: 'catalog',
    status: 404,
    retry: 'no',
    title: 'There is no such product, or it is not for sale.',
    action: 'Read the catalogue again.',
  },
  offer_not_found: {
    family: 'catalog',
    status: 404,
    retry: 'no',
    title: 'There is no such offer, or it is not for sale.',
    action: 'Order by product_id, or read the catalogue again.',
  },
  quantity_out_of_range: {
    family: 'catalog',
    status: 422,
    retry: 'no',
    title: 'The quantity is outside the limits of the product.',
    action: 'Choose a quantity within limits.min and limits.max.',
  },

  sold_out: {
    family: 'stock',
    status: 409,
    retry: 'new_key',
    title: 'There are not enough codes left. Nothing was charged.',
    action: 'Order fewer, choose another product, or try again after a restock.',
  },
  hold_limit: {
    family: 'stock',
    status: 429,
    retry: 'after',
    title: 'Too many unpaid orders are open for this buyer, address or site.',
    action: 'Pay or let the open orders expire first.',
  },

  price_moved: {
    family: 'price',
    status: 409,
    retry: 'new_key',
    title: 'The price is now above max_amount. Nothing was charged.',
    action: 'Read the price again and decide.',
  },
  coupon_invalid: {
    family: 'price',
    status: 422,
    retry: 'no',
    title: 'This coupon is unknown, used up or does not apply here.',
    action: 'Leave the coupon out or use another one.',
  },

  checkout_not_found: {
    family: 'order',
    status: 404,
    retry: 'no',
    title: 'There is no such checkout, or the secret is not its own.',
    action: 'Open a new checkout.',
  },
  checkout_expired: {
    family: 'order',
    status: 409,
    retry: 'new_key',
    title: 'The checkout has expired. Nothing was charged.',
    action: 'Open a new checkout.',
  },
  checkout_confirmed: {
    family: 'order',
    status: 409,
    retry: 'no',
    title: 'The checkout has already become an order.',
    action: 'Follow that order; its link was given to whoever confirmed it.',
  },
  consent_outdated: {
    family: 'order',
    status: 409,
    retry: 'new_key',
    title: 'The consent text has changed since it was shown.',
    action: 'Show the new text and ask again.',
  },
  contact_required: {
    family: 'order',
    status: 422,
    retry: 'no',
    title: 'An e-mail address or a phone number is needed to recover the order.',
    action: 'Send contact.email or contact.phone.',
  },
  order_not_found: {
    family: 'order',
    status: 404,
    retry: 'no',
    title: 'There is no such order for this token or key.',
    action: 'Check the order id and the token; use order lookup if the link was lost.',
  },
  order_state: {
    family: 'order',
    status: 409,
    retry: 'no',
    title: 'The order is not in a state that allows this.',
    action: 'Read the order and act on its status.',
  },
  reference_conflict: {
    family: 'order',
    status: 409,
    retry: 'no',
    title: 'This client_reference was used for a different order.',
    action: 'Use one reference for one purchase; read the first order by its reference.',
  },

  channel_unknown: {
    family: 'payment',
    status: 422,
    retry: 'no',
    title: 'This payment channel is not offered for this checkout.',
    action: 'Use one of checkout.channels.',
  },
  channel_unavailable: {
    family: 'payment',
    status: 502,
    retry: 'new_key',
    title: 'The payment channel did not answer. Nothing was charged and the codes were put back.',
    action: 'Try again or choose another channel.',
  },
  balance_too_low: {
    family: 'payment',
    status: 402,
    retry: 'new_key',
    title: 'The balance does not cover this order. Nothing was charged.',
    action: 'Top up the balance, then order again.',
  },
  callback_refused: {
    family: 'payment',
    status: 400,
    retry: 'no',
    title: 'The callback could not be verified.',
    action: 'Check the merchant, the key and the signature.',
  },

  code_not_ready: {
    family: 'code',
    status: 409,
    retry: 'after',
    title: 'The codes of this order are not delivered yet.',
    action: 'Wait for the order to be delivered.',
  },

  rate_limited: {
    family: 'limit',
    status: 429,
    retry: 'after',
    title: 'Too many requests.',
    action: 'Wait as long as Retry-After says.',
  },
  overloaded: {
    family: 'limit',
    status: 503,
    retry: 'after',
    title: 'The pool has more waiting requests than it can hold.',
    action: 'Send the same request with the same key after Retry-After.',
  },

  endpoint_refused: {
    family: 'account',
    status: 422,
    retry: 'no',
    title: 'This webhook address cannot be used.',
    action: 'Use an https address on the public internet.',
  },
  endpoint_limit: {
    family: 'account',
    status: 409,
    retry: 'no',
    title: 'This site already has the largest number of webhook endpoints.',
    action: 'Remove one first.',
  },
  event_not_found: {
    family: 'account',
    status: 404,
    retry: 'no',
    title: 'There is no such event for this key.',
    action: 'List the events.',
  },

  internal: {
    family: 'server',
    status: 500,
    retry: 'same_key',
    title: 'Something failed on our side. Nothing is charged twice.',
    action: 'Send the same request with the same key again; quote request_id to support.',
  },
  unavailable: {
    family: 'server',
    status: 503,
    retry: 'after',
    title: 'The pool is starting, stopping or cannot reach its database.',
    action: 'Send the same request with the same key after Retry-After.',
  },
  timeout: {
    family: 'server',
    status: 503,
    retry: 'same_key',
    title: 'The request took longer than its limit.',
    action: 'Send the same request with the same key again.',
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errors;
export const errorCodes = Object.keys(errors) as [ErrorCode, ...ErrorCode[]];

export const fieldError = z.object({
  pointer: z.string().meta({ description: 'JSON Pointer to the field (RFC 6901)', example: '/quantity' }),
  code: z.string().meta({ example: 'too_big' }),
});

/** An RFC 9457 problem. `code` is what programs compare; `detail` is for people. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(errorCodes),
    retry: z.enum(retryKinds),
    request_id: z.string(),
    errors: z.array(fieldError).optional(),
  })
  .meta({ id: 'problem', description: 'RFC 9457 problem details' });

export type Problem = z.infer<typeof problem>;
export type FieldError = z.infer<typeof fieldError>;
