import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { lockOffer } from '../offer/lock-offer.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { readOfferSupplies } from './get-supply-server.ts';
import { holdServer } from './supply-server-row.ts';

/** Begins, or begins again, or ends asking the supplier's server for an offer. Throws `not_found`, `supply_untested`. */
export async function switchSupply(
  ctx: MemberContext,
  { params, body }: DeskInput<'switchSupply'>,
): Promise<DeskAnswer<'switchSupply'>> {
  const supplierId = supplierOf(ctx);
  return transact(ctx.db.pool, async (client) => {
    await lockOffer(client, supplierId, params.id);
    // An address that is changed at the same moment is seen here, or its change sees what is written here.
    const server = await holdServer(client, supplierId);
    if (!server || (body.status === 'live' && server.passed_at === null)) throw new ApiError('supply_untested');
    await client.query(
      `INSERT INTO supplied_offer (offer_id, endpoint_id, status) VALUES ($1, $2, $3) ON CONFLICT (offer_id) DO UPDATE
       SET status = excluded.status, failures = 0, pauses = 0, paused_at = NULL, paused_for = NULL, probe_at = NULL, told = true`,
      [params.id, server.id, body.status],
    );
    await recordAudit(client, ctx, { action: `supply.${body.status}`, object_id: params.id });
    const [row] = await readOfferSupplies(client, { endpointId: server.id, offerId: params.id }, ctx.language);
    return row!;
  });
}
