import { createId } from '@kameng/contract/id';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { comparedText } from './find-prohibited.ts';
import { prohibitionsMax } from './list-prohibitions.ts';

/** Adds words to the list of what may not be sold. Throws `invalid_request`, `already_applied`, `account_limit`. */
export async function addProhibition(
  ctx: MemberContext,
  { body }: DeskInput<'addProhibition'>,
): Promise<DeskAnswer<'addProhibition'>> {
  const compared = comparedText(body.words);
  // Nothing to compare would be part of every text.
  if (compared === '') throw new ApiError('invalid_request', { errors: [{ pointer: '/words', code: 'too_small' }] });
  const id = createId('prohibition', ctx.now().getTime());
  return transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<{ size: number }>('SELECT count(*) AS size FROM prohibition');
    if (rows[0]!.size >= prohibitionsMax) throw new ApiError('account_limit');
    const { rowCount } = await client.query(
      'INSERT INTO prohibition (id, words, compared, effect, reason, created_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (compared) DO NOTHING',
      [id, body.words, compared, body.effect, body.reason, ctx.now()],
    );
    if (rowCount === 0) throw new ApiError('already_applied');
    await recordAudit(client, ctx, { action: 'prohibition.added', object_id: id, after: body });
    return { id, ...body };
  });
}
