import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { MemberContext } from '../http/serve-desk.ts';
import { readMembers } from './member-rows.ts';

/** The members of the organisation, oldest first. */
export async function listMembers(ctx: MemberContext): Promise<DeskAnswer<'listMembers'>> {
  return { data: await readMembers(ctx.db.pool, ctx.actor.organisation.id) };
}
