import type { Context } from '../engine.ts';

/** How the codes may be shown in lists, in the order of their ids. */
export async function maskedOf(
  ctx: Pick<Context, 'db'>,
  codeIds: readonly string[],
): Promise<{ code_id: string; masked: string; revealed_at: null }[]> {
  const { rows } = await ctx.db.pool.query<{ code_id: string; masked: string }>({
    name: 'masked codes',
    text: 'SELECT id AS code_id, masked FROM code WHERE id = ANY($1::text[]) ORDER BY id LIMIT 500',
    values: [codeIds],
  });
  return rows.map((row) => ({ ...row, revealed_at: null }));
}
