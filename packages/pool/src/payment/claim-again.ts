import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';
import type { LoadedOrder } from '../order/order-rows.ts';
import { claimCodes, type ShelfStart } from '../stock/claim-codes.ts';

/** Claims the codes of an expired order again, at the price it had. */
export async function claimAgain(
  client: ClientBase,
  loaded: LoadedOrder,
  shelfStart: ShelfStart,
): Promise<boolean | 'busy'> {
  const found = await claimCodes(
    client,
    loaded.items.map(({ offer_id, quantity }) => ({ offerId: offer_id, quantity })),
    shelfStart,
  );
  // What the shelf has not, the supplier is asked for.
  const claims = found.map((claim, index) =>
    typeof claim === 'string' && loaded.items[index]!.on_demand === 'live' ? [] : claim,
  );
  if (claims.includes('busy'))
    throw new ApiError('overloaded', { retryAfterS: 1, detail: 'The codes are just being taken by others.' });
  if (claims.includes('sold_out')) {
    if (claims.some((claim) => claim !== 'sold_out'))
      throw new Error('orders of several offers claim all of their codes or none');
    return false;
  }
  for (const [index, item] of loaded.items.entries()) item.held_codes = [...(claims[index] as readonly string[])];
  return true;
}
