import type { SupplierOffer } from '@kameng/contract/desk/offer';
import { call } from '../call/call.ts';

/** Most pages of offers that a choice shows. */
const pagesMax = 20;

/** All offers of the supplier, for choices. */
export async function loadOffers(signal: AbortSignal): Promise<SupplierOffer[]> {
  const all: SupplierOffer[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const { data, next_cursor } = await call('listOffers', {
      query: { limit: 100, ...(cursor && { cursor }) },
      signal,
    });
    all.push(...data);
    if (next_cursor === null) break;
    cursor = next_cursor;
  }
  return all;
}
