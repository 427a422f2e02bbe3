import type { AuditEntry } from '@kameng/contract/desk/account';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';

interface Row extends Omit<AuditEntry, 'by' | 'created_at'> {
  actor_kind: AuditEntry['by']['kind'];
  actor_id: string;
  actor_name: string;
  created_at: Date;
}

/** Who changed what in the organisation, newest first; for the operator, in all of them. */
export async function listAudit(
  ctx: MemberContext,
  { query }: DeskInput<'listAudit'>,
): Promise<DeskAnswer<'listAudit'>> {
  const [before = null] = readCursor(query.cursor, 1);
  const { kind, id } = ctx.actor.organisation;
  const { rows } = await ctx.db.pool.query<Row>(
    `SELECT id, actor_kind, actor_id, actor_name, action, object_id, before, after, reason, request_id, created_at FROM audit_entry
     WHERE ($1::text IS NULL OR organisation_id = $1) AND ($2::text IS NULL OR id < $2) AND ($3::text IS NULL OR action = $3)
       AND ($4::text IS NULL OR object_id = $4) AND ($5::text IS NULL OR actor_id = $5) ORDER BY id DESC LIMIT $6`,
    [
      kind === 'operator' ? null : id,
      before,
      query.action ?? null,
      query.object_id ?? null,
      query.actor_id ?? null,
      query.limit + 1,
    ],
  );
  const page = rows.slice(0, query.limit);
  return {
    data: page.map(({ actor_kind: kind, actor_id: id, actor_name: name, created_at, ...row }) => ({
      ...row,
      by: { kind, id, name },
      created_at: created_at.toISOString(),
    })),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.id]) : null,
  };
}
