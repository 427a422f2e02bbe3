import type { Context } from '../engine.ts';
import { attributeSale } from './attribute-sale.ts';
import type { ReferringAgent } from './resolve-ref.ts';

/** The agent through whom somebody looks at the catalogue; a mistyped referral ID is seen before the sale. Throws `ref_unknown`. */
export function checkRef(ctx: Context): Promise<ReferringAgent | undefined> {
  const site = ctx.actor.kind === 'site' ? ctx.actor.site : undefined;
  return attributeSale(ctx, ctx.ref, site);
}
