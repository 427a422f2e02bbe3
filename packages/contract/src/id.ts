import { z } from 'zod';

/** Every kind of thing that has an id, and its prefix. */
export const idPrefix = {
  product: 'prd',
  offer: 'ofr',
  supplier: 'sup',
  agent: 'agt',
  agentLink: 'lnk',
  site: 'sit',
  apiKey: 'key',
  checkout: 'chk',
  order: 'ord',
  orderItem: 'itm',
  code: 'cod',
  codeBatch: 'bat',
  codeImport: 'imp',
  payment: 'pay',
  paymentEvent: 'pev',
  refund: 'rfd',
  topUp: 'top',
  transfer: 'tra',
  entry: 'ent',
  webhookEndpoint: 'whe',
  event: 'evt',
  mail: 'mai',
  person: 'per',
  session: 'ses',
  login: 'lgn',
  proof: 'prf',
  secondFactor: 'sec',
  passkey: 'psk',
  organisation: 'org',
  member: 'mem',
  invitation: 'inv',
  auditEntry: 'aud',
  dispute: 'dsp',
  evidence: 'evd',
  document: 'doc',
  verification: 'ver',
  submission: 'sbm',
  prohibition: 'prh',
  upload: 'upl',
  payout: 'pyo',
  payoutAccount: 'pac',
  freeze: 'frz',
  adjustment: 'adj',
  coupon: 'cpn',
  rule: 'rul',
  hold: 'hld',
  recordRequest: 'rrq',
  ordersLink: 'oln',
  supplyEndpoint: 'spe',
  supplyRequest: 'spr',
  riskEvent: 'rsk',
} as const;

export type IdKind = keyof typeof idPrefix;

/** Crockford's base 32 in lower case: no i, l, o, u, so an id can be read out loud. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** 128 bits in 26 base-32 digits leave two bits over, so the first digit is at most 7. */
const digits = '[0-7][0-9a-hjkmnp-tv-z]{25}';

/** The schema of one kind's id, such as `ord_01k9…` (a UUIDv7 in base 32 behind a prefix); one schema a kind, wherever it is asked for. */
export function idSchema(kind: IdKind): z.ZodString {
  const schema = schemas.get(kind) ?? makeIdSchema(kind);
  schemas.set(kind, schema);
  return schema;
}

// Two schemas with the same id cannot stand in one OpenAPI document.
const schemas = new Map<IdKind, z.ZodString>();

function makeIdSchema(kind: IdKind): z.ZodString {
  const prefix = idPrefix[kind];
  return z
    .string()
    .regex(new RegExp(`^${prefix}_${digits}$`))
    .meta({ id: `${prefix}_id`, description: `Id of one ${kind}: ${prefix}_ and a UUIDv7 in Crockford base 32` });
}

const pool = new Uint8Array(10 * 256);
let used = pool.length;

/** Ten random bytes; drawn 256 at a time because one draw a call costs more than the id itself. */
function randomBytes(): Uint8Array {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  used += 10;
  return pool.subarray(used - 10, used);
}

/**
 * Makes a new id of the given kind: the prefix and a UUIDv7 (RFC 9562 §5.7), so ids made later sort later.
 * @param atMs Unix time in milliseconds, kept in the id's first 48 bits.
 */
export function createId(kind: IdKind, atMs: number = Date.now()): string {
  const random = randomBytes();
  const bytes = new Uint8Array(16);
  for (let index = 5, rest = atMs; index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(random, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return `${idPrefix[kind]}_${encodeBase32(bytes)}`;
}

/** 16 bytes, read as one 128-bit number, in 26 base-32 digits. */
export function encodeBase32(bytes: Uint8Array): string {
  let text = '';
  let bits = 2; // two leading zero bits make 130, which 26 digits hold exactly
  let buffer = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(buffer >> bits) & 31];
      buffer &= (1 << bits) - 1;
    }
  }
  return text;
}
