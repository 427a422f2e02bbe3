import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { MemberContext } from '../http/serve-desk.ts';
import { readSupplier, supplierOf } from './supplier-row.ts';

/** The supplier, and what still keeps it from selling. Throws `not_found`. */
export async function getSupplier(ctx: MemberContext): Promise<DeskAnswer<'getSupplier'>> {
  return readSupplier(ctx.db.pool, supplierOf(ctx));
}
