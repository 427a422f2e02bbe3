import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { PersonContext } from '../http/serve-desk.ts';

interface Row {
  id: string;
  device: string | null;
  address: string | null;
  created_at: Date;
  expires_at: Date;
}

/** Where somebody is signed in, newest first; 200 at most. */
export async function listSessions(ctx: PersonContext): Promise<DeskAnswer<'listSessions'>> {
  const { rows } = await ctx.db.pool.query<Row>(
    `SELECT id, device, address, created_at, expires_at FROM person_session
     WHERE person_id = $1 AND expires_at > $2 ORDER BY id DESC LIMIT 200`,
    [ctx.actor.person.id, ctx.now()],
  );
  return {
    data: rows.map(({ created_at, expires_at, ...row }) => ({
      ...row,
      current: row.id === ctx.actor.session.id,
      created_at: created_at.toISOString(),
      expires_at: expires_at.toISOString(),
    })),
  };
}
