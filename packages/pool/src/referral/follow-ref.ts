import { idSchema } from '@kameng/contract/id';
import type { Engine } from '../engine.ts';
import { type ReferringAgent, resolveRef } from './resolve-ref.ts';

const product = idSchema('product');

/** What a link may carry on to the page it leads to. */
const carried = ['quantity', 'coupon', 'lang', 'theme'] as const;

/**
 * Where a referral link leads: `/r/{ref}/{product}` to that product's checkout, `/r/{ref}` to the agent's storefront, else to the shelf. A referral ID that
 * nobody has, or no longer has, is left out rather than losing the buyer. Undefined for what can be no product.
 */
export async function followRef(
  engine: Engine,
  params: { ref?: string | undefined; product?: string | undefined },
  query: Readonly<Record<string, string | undefined>>,
  onAgent: (agent: ReferringAgent) => void,
): Promise<string | undefined> {
  if (params.product !== undefined && !product.safeParse(params.product).success) return undefined;
  const agent = await resolveRef(engine, params.ref ?? '');
  if (agent) onAgent(agent);
  const kept = new URLSearchParams();
  if (agent) kept.set('ref', agent.ref);
  for (const name of carried) {
    const value = query[name];
    if (value !== undefined && value.length <= 64) kept.set(name, value);
  }
  const first = agent?.storefront ? `/s/${agent.storefront}` : '/playground/shelf.html';
  const path = params.product === undefined ? first : `/buy/${params.product}`;
  return kept.size > 0 ? `${path}?${kept}` : path;
}
