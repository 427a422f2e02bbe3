import type { Engine } from '../engine.ts';
import { addressFingerprint } from '../order/order-contact.ts';
import type { Seen } from './channel.ts';

/** A channel's message with a keyed hash in place of who paid: enough to recognise an agent, and nobody else. */
export function hidePayer({ keys }: Pick<Engine, 'keys'>, { payer, ...seen }: Seen): Seen {
  return payer === undefined ? seen : { ...seen, payer: addressFingerprint(keys, payer).toString('hex') };
}
