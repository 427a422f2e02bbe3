import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { agentOf } from '../agent/agent-row.ts';
import type { MemberContext } from '../http/serve-desk.ts';
import { renderStorefront, storefrontColumns, type StorefrontRow } from './storefront-row.ts';

/** The agent's storefront; before it was saved, what it could be. Throws `not_found`. */
export async function getStorefront(ctx: MemberContext): Promise<DeskAnswer<'getStorefront'>> {
  const agentId = agentOf(ctx);
  const { url } = ctx.config;
  const { rows } = await ctx.db.pool.query<StorefrontRow>(
    `SELECT ${storefrontColumns} FROM storefront WHERE agent_id = $1`,
    [agentId],
  );
  if (rows[0]) return renderStorefront(rows[0], url);
  const { rows: agents } = await ctx.db.pool.query<{ ref: string; name: string }>(
    'SELECT ref, name FROM agent WHERE id = $1',
    [agentId],
  );
  const slug = agents[0]!.ref.toLowerCase();
  const proposal = { slug, title: agents[0]!.name, words: '', product_ids: [], published: false };
  return { ...proposal, url: `${url}/s/${slug}`, updated_at: null };
}
