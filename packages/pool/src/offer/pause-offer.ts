import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { lockOffer } from './lock-offer.ts';
import { readOffer } from './offer-row.ts';
import { offerTransitions } from './offer-state.ts';
import { priceTerms } from './price-terms.ts';
import { readProductTerms } from './read-product-terms.ts';

/** Stops selling for now; the codes stay on the shelf. Throws `not_found`, `wrong_state`. */
export async function pauseOffer(
  ctx: MemberContext,
  input: DeskInput<'pauseOffer'>,
): Promise<DeskAnswer<'pauseOffer'>> {
  return switchOffer(ctx, input.params.id, 'pause');
}

/** Sells again. Throws `not_found`, `wrong_state`, and `price_refused` when the list price has fallen below the terms meanwhile. */
export async function resumeOffer(
  ctx: MemberContext,
  input: DeskInput<'resumeOffer'>,
): Promise<DeskAnswer<'resumeOffer'>> {
  return switchOffer(ctx, input.params.id, 'resume');
}

async function switchOffer(
  ctx: MemberContext,
  id: string,
  action: 'pause' | 'resume',
): Promise<DeskAnswer<'resumeOffer'>> {
  const supplierId = supplierOf(ctx);
  return transact(ctx.db.pool, async (client) => {
    const offer = await lockOffer(client, supplierId, id);
    const next = (offerTransitions[offer.status] as Partial<Record<string, 'active' | 'paused'>>)[action];
    if (next === undefined) throw new ApiError('wrong_state');
    if (next === 'active') {
      const { floor_minor, ...terms } = offer;
      priceTerms(
        { ...terms, ...(floor_minor !== null && { floor_minor }) },
        await readProductTerms(client, offer.product_id, ctx.channels),
      );
    }
    await client.query('UPDATE offer SET status = $3 WHERE id = $1 AND status = $2', [id, offer.status, next]);
    await recordAudit(client, ctx, {
      action: `offer.${action}d`,
      object_id: id,
      before: { status: offer.status },
      after: { status: next },
    });
    return readOffer(client, { supplierId, id, ctx });
  });
}
