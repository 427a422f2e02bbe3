import { createHmac } from 'node:crypto';
import type { Contact } from '@kameng/contract/checkout';
import type { Keys } from '../keys/keys.ts';
import { openOrderKey } from '../record/order-key.ts';
import { open, seal } from '../stock/code-cipher.ts';

/** A buyer's contact, sealed with the key of one order. */
export function sealContact(orderKey: Buffer, orderId: string, contact: Contact): Buffer {
  return seal(orderKey, Buffer.from(JSON.stringify(contact)), orderId);
}

/** @param orderKey sealed as it is kept; null for an order from before orders had keys */
export function openContact(keys: Keys, orderId: string, sealed: Buffer, orderKey: Buffer | null): Contact {
  const key = orderKey === null ? keys.contact : openOrderKey(keys, orderId, orderKey);
  return JSON.parse(open(key, sealed, orderId).toString()) as Contact;
}

/** A keyed hash by which the same address is recognised without being kept; the e-mail when there is one, else the phone. */
export function contactFingerprint(keys: Keys, contact: Contact): Buffer {
  return addressFingerprint(keys, contact.email ?? contact.phone ?? '');
}

/** How people write an address is not what it is: case and spaces do not count. */
export function addressFingerprint(keys: Keys, address: string): Buffer {
  return createHmac('sha256', keys.contactFingerprint)
    .update(`contact ${address.normalize('NFKC').replaceAll(/\s/g, '').toLowerCase()}`)
    .digest();
}
