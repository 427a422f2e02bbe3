import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { Role } from '@kameng/contract/desk-roles';
import type { MemberContext } from '../http/serve-desk.ts';

interface Row {
  id: string;
  name: string;
  role: Role;
  hint: string;
  created_at: Date;
}

/** Keys that act for the organisation, newest first. */
export async function listDeskKeys(ctx: MemberContext): Promise<DeskAnswer<'listDeskKeys'>> {
  const { rows } = await ctx.db.pool.query<Row>(
    `SELECT id, name, role, hint, created_at FROM api_key
     WHERE organisation_id = $1 AND revoked_at IS NULL ORDER BY id DESC LIMIT 200`,
    [ctx.actor.organisation.id],
  );
  return { data: rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() })) };
}
