import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { agentOf } from '../agent/agent-row.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { renderStorefront, storefrontColumns, type StorefrontRow } from './storefront-row.ts';

/** Saves the agent's storefront. Throws `not_found`, `slug_taken`, `product_not_found`. */
export async function saveStorefront(
  ctx: MemberContext,
  { body }: DeskInput<'saveStorefront'>,
): Promise<DeskAnswer<'saveStorefront'>> {
  const agentId = agentOf(ctx);
  return transact(ctx.db.pool, async (client) => {
    const { rows: known } = await client.query<{ known: number }>(
      "SELECT count(*) AS known FROM product WHERE id = ANY ($1) AND status = 'active'",
      [body.product_ids],
    );
    if (known[0]!.known !== body.product_ids.length) throw new ApiError('product_not_found');
    const { rows: before } = await client.query<StorefrontRow>(
      `SELECT ${storefrontColumns} FROM storefront WHERE agent_id = $1 FOR UPDATE`,
      [agentId],
    );
    const { rows } = await client.query<StorefrontRow>(
      `INSERT INTO storefront (agent_id, slug, title, words, product_ids, published, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (agent_id) DO UPDATE SET slug = EXCLUDED.slug, title = EXCLUDED.title, words = EXCLUDED.words,
         product_ids = EXCLUDED.product_ids, published = EXCLUDED.published, updated_at = EXCLUDED.updated_at
       RETURNING ${storefrontColumns}`,
      [agentId, body.slug, body.title, body.words, body.product_ids, body.published, ctx.now()],
    );
    await recordAudit(client, ctx, { action: 'storefront.saved', object_id: agentId, before: before[0], after: body });
    return renderStorefront(rows[0]!, ctx.config.url);
  }).catch((error: unknown) => {
    // Unique violation of the slug, the only one there is beside the agent's own.
    if ((error as { code?: string }).code === '23505') throw new ApiError('slug_taken', { cause: error });
    throw error;
  });
}
