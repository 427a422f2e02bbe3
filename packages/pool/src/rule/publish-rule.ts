import { createId } from '@kameng/contract/id';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { applyDue, lockRules } from './apply-rules.ts';
import { checkLevels, currentRates } from './current-rates.ts';
import { renderRule, ruleColumns, type RuleRow } from './rule-row.ts';

/** Publishes rates from a moment on, or at once. Throws `invalid_request` for levels that do not exist. */
export async function publishRule(
  ctx: MemberContext,
  { body }: DeskInput<'publishRule'>,
): Promise<DeskAnswer<'publishRule'>> {
  const { terms, reason } = body;
  return transact(ctx.db.pool, async (client) => {
    await lockRules(client);
    const now = ctx.now();
    const id = createId('rule', now.getTime());
    // Nothing applies in the past.
    const live_from = body.live_from === undefined || new Date(body.live_from) < now ? now : new Date(body.live_from);
    await checkLevels(client, terms);
    const before = await currentRates(client, terms.kind);
    await client.query(
      'INSERT INTO rule (id, kind, rates, reason, published_by, live_from, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [id, terms.kind, JSON.stringify(terms.rates), reason, ctx.actor.by.name, live_from, now],
    );
    await recordAudit(client, ctx, {
      action: 'rule.published',
      object_id: id,
      before: { rates: before },
      after: { ...terms, live_from },
      reason,
    });
    await applyDue(client, ctx.channels, now);
    const { rows } = await client.query<RuleRow>(`SELECT ${ruleColumns} FROM rule r WHERE r.id = $1`, [id]);
    return renderRule(rows[0]!);
  });
}
