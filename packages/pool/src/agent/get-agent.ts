import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { MemberContext } from '../http/serve-desk.ts';
import { agentOf, readAgent } from './agent-row.ts';

/** The agent, with referral ID and level. Throws `not_found`. */
export async function getAgent(ctx: MemberContext): Promise<DeskAnswer<'getAgent'>> {
  return readAgent(ctx, agentOf(ctx));
}
