import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { askChannel } from '../payment/ask-channel.ts';
import { atSite } from '../site/at-site.ts';
import { renderTopUp, topUpColumns, type TopUpRow } from './top-up-row.ts';

/** Most channels that one look makes the pool ask. */
const askedMax = 3;

/** What was paid into a shop's balance, newest first. Whoever looks at one that waits has its channel asked. Throws `not_found`. */
export async function listTopUps(
  ctx: MemberContext,
  { params, query }: DeskInput<'listTopUps'>,
): Promise<DeskAnswer<'listTopUps'>> {
  const { actor } = await atSite(ctx, params.id);
  const [before = '~'] = readCursor(query.cursor, 1);
  const { rows } = await ctx.db.pool.query<TopUpRow>(
    `SELECT ${topUpColumns} FROM top_up t JOIN payment p ON p.id = t.payment_id
     WHERE t.site_id = $1 AND t.id < $2 ORDER BY t.id DESC LIMIT $3`,
    [actor.site.id, before, query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  for (const { id } of page.filter(({ status }) => status === 'waiting').slice(0, askedMax))
    askInTheBackground(ctx, id);
  const inChinese = ctx.language.startsWith('zh');
  return {
    data: page.map(renderTopUp),
    next_cursor: rows.length > page.length ? writeCursor([page.at(-1)!.id]) : null,
    channels: [...ctx.channels.values()].map(({ id, labels }) => ({
      id,
      label: inChinese ? labels['zh-CN'] : labels.en,
    })),
  };
}

function askInTheBackground(ctx: MemberContext, topUpId: string): void {
  askChannel(ctx, topUpId).catch((error: unknown) => ctx.log.warn({ err: error }, 'a top-up could not be asked about'));
}
