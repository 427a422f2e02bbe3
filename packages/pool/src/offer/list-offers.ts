import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { readOffersOf } from './offer-row.ts';

/** The supplier's offers with their stock, newest first. */
export async function listOffers(
  ctx: MemberContext,
  { query }: DeskInput<'listOffers'>,
): Promise<DeskAnswer<'listOffers'>> {
  const [before = null] = readCursor(query.cursor, 1);
  const found = await readOffersOf(ctx, { ...query, supplierId: supplierOf(ctx), before, limit: query.limit + 1 });
  const data = found.slice(0, query.limit);
  return { data, next_cursor: found.length > data.length ? writeCursor([data.at(-1)!.id]) : null };
}
