import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { atSite } from '../site/at-site.ts';
import { readBalanceAlerts } from './list-balance-alerts.ts';

/** Says below which balance a shop of the organisation is told; whoever was told stays told. Throws `not_found`. */
export async function setBalanceAlert(
  ctx: MemberContext,
  { params, body }: DeskInput<'setBalanceAlert'>,
): Promise<DeskAnswer<'setBalanceAlert'>> {
  const { actor } = await atSite(ctx, params.id);
  const siteId = actor.site.id;
  const { amount_minor, currency } = body.below;
  return transact(ctx.db.pool, async (client) => {
    const before = await readBalanceAlerts(client, siteId);
    if (amount_minor === 0)
      await client.query('DELETE FROM balance_alert WHERE site_id = $1 AND currency = $2', [siteId, currency]);
    else
      await client.query(
        `INSERT INTO balance_alert (site_id, currency, below_minor) VALUES ($1, $2, $3)
         ON CONFLICT (site_id, currency) DO UPDATE SET below_minor = EXCLUDED.below_minor`,
        [siteId, currency, amount_minor],
      );
    const after = await readBalanceAlerts(client, siteId);
    await recordAudit(client, ctx, {
      action: 'site.balance_alert_set',
      object_id: siteId,
      before: { alerts: before.data.map(({ below }) => below) },
      after: { alerts: after.data.map(({ below }) => below) },
    });
    return after;
  });
}
