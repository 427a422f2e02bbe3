import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { MemberContext } from '../http/serve-desk.ts';
import { renderOrganisation } from './organisation-row.ts';

/** The organisation somebody is at work for. */
export function getOrganisation(ctx: MemberContext): Promise<DeskAnswer<'getOrganisation'>> {
  return Promise.resolve(renderOrganisation(ctx.actor.organisation));
}
