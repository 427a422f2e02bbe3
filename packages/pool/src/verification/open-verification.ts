import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import { renderDocument } from '../document/document-row.ts';
import { listDocumentsOf } from '../document/use-documents.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { openClaim, queuedColumns, type QueuedRow, renderQueued } from './verification-row.ts';

/** Shows what an applicant claims, and keeps who looked. Throws `not_found`. */
export async function openVerification(
  ctx: MemberContext,
  { params }: DeskInput<'openVerification'>,
): Promise<DeskAnswer<'openVerification'>> {
  return transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<QueuedRow & { claim_secret: Buffer | null }>(
      `SELECT ${queuedColumns}, v.claim_secret FROM verification v JOIN organisation g ON g.id = v.organisation_id WHERE v.id = $1`,
      [params.id],
    );
    const [row] = rows;
    if (!row) throw new ApiError('not_found');
    await recordAudit(client, ctx, { action: 'verification.seen', object_id: row.id });
    return {
      ...renderQueued(row),
      claim: row.claim_secret && openClaim(ctx.keys, row.id, row.claim_secret),
      documents: (await listDocumentsOf(client, row.id)).map(renderDocument),
    };
  });
}
