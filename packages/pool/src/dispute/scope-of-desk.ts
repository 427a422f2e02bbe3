import type { MemberContext } from '../http/serve-desk.ts';

/** Which disputes a desk has: the supplier's own, or all of them at the operator's. A supplier's desk without a supplier has none. */
export function scopeOfDesk({ actor }: MemberContext): { supplierId?: string } {
  return actor.organisation.kind === 'operator' ? {} : { supplierId: actor.organisation.supplierId ?? 'none' };
}

/** On which side a desk stands. */
export function partyOfDesk({ actor }: MemberContext): 'supplier' | 'arbiter' {
  return actor.organisation.kind === 'operator' ? 'arbiter' : 'supplier';
}
