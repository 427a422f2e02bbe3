import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { ClientBase, Pool } from 'pg';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { atSite } from '../site/at-site.ts';

/** Below which balances a shop of the organisation is told. Throws `not_found`. */
export async function listBalanceAlerts(
  ctx: MemberContext,
  { params }: DeskInput<'listBalanceAlerts'>,
): Promise<DeskAnswer<'listBalanceAlerts'>> {
  const { actor } = await atSite(ctx, params.id);
  return readBalanceAlerts(ctx.db.pool, actor.site.id);
}

/** A site's alerts, by currency. */
export async function readBalanceAlerts(
  client: Pool | ClientBase,
  siteId: string,
): Promise<DeskAnswer<'listBalanceAlerts'>> {
  const { rows } = await client.query<{ currency: string; below_minor: number; low_since: Date | null }>(
    'SELECT currency, below_minor, low_since FROM balance_alert WHERE site_id = $1 ORDER BY currency LIMIT 100',
    [siteId],
  );
  return {
    data: rows.map(({ currency, below_minor, low_since }) => ({
      below: { amount_minor: below_minor, currency },
      low_since: low_since?.toISOString() ?? null,
    })),
  };
}
