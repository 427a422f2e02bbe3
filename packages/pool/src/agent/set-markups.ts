import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { agentOf } from './agent-row.ts';

/** Products with a markup of their own. */
const ownMarkupsMax = 1000;

/** Sets the markup of all products, or of single ones. Prices follow within seconds. Throws `not_found`, `product_not_found`, `account_limit`. */
export async function setMarkups(ctx: MemberContext, { body }: DeskInput<'setMarkups'>): Promise<undefined> {
  const agentId = agentOf(ctx);
  await transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<{ markup_bps: number }>(
      'SELECT markup_bps FROM agent WHERE id = $1 FOR UPDATE',
      [agentId],
    );
    if (body.markup_bps !== undefined)
      await client.query('UPDATE agent SET markup_bps = $2 WHERE id = $1', [agentId, body.markup_bps]);
    const products = new Map((body.products ?? []).map((each) => [each.product_id, each.markup_bps]));
    const set = [...products].filter(([, bps]) => bps !== null);
    await client.query('DELETE FROM agent_markup WHERE agent_id = $1 AND product_id = ANY ($2)', [
      agentId,
      [...products.keys()],
    ]);
    const { rowCount } = await client.query(
      `INSERT INTO agent_markup (agent_id, product_id, markup_bps)
       SELECT $1, p.id, m.bps FROM unnest($2::text[], $3::int[]) AS m (product_id, bps) JOIN product p ON p.id = m.product_id`,
      [agentId, set.map(([id]) => id), set.map(([, bps]) => bps)],
    );
    if (rowCount !== set.length) throw new ApiError('product_not_found');
    const { rows: size } = await client.query<{ size: number }>(
      'SELECT count(*) AS size FROM agent_markup WHERE agent_id = $1',
      [agentId],
    );
    if (size[0]!.size > ownMarkupsMax) throw new ApiError('account_limit');
    await recordAudit(client, ctx, {
      action: 'agent.markup_changed',
      object_id: agentId,
      before: rows[0],
      after: body,
    });
  });
}
