import type { Context } from '../engine.ts';

/** Who the buyer is in the record: whoever has the order's token, or the shop that bought. */
export function buyerOf({ actor }: Pick<Context, 'actor'>): string {
  return actor.kind === 'shop' ? `shop ${actor.site.id}` : 'buyer';
}
