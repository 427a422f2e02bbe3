import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { VerificationStatus } from '@kameng/contract/desk/verification';
import type { ClientBase } from 'pg';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import { deleteDocumentsOf } from '../document/use-documents.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { writeToMembers } from '../mail/write-to-members.ts';
import { queuedColumns, type QueuedRow, renderQueued } from './verification-row.ts';
import { nextVerification } from './verification-state.ts';

/**
 * Decides about an applicant, or asks for more. With the decision name, number and documents are gone, and a supplier that is
 * verified may sell. Throws `not_found`, `wrong_state`.
 */
export async function decideVerification(
  ctx: MemberContext,
  { params, body }: DeskInput<'decideVerification'>,
): Promise<DeskAnswer<'decideVerification'>> {
  return transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<{ status: VerificationStatus }>(
      'SELECT status FROM verification WHERE id = $1 FOR UPDATE',
      [params.id],
    );
    if (!rows[0]) throw new ApiError('not_found');
    const { status } = rows[0];
    // Where a decision can lead; what is submitted and looked at are nobody's decisions.
    const next = nextVerification(status, body.decision) as 'verified' | 'refused' | 'needs_action' | undefined;
    if (next === undefined) throw new ApiError('wrong_state');
    const row = await write(client, ctx.now(), { id: params.id, from: status, to: next, message: body.message });
    if (next !== 'needs_action') await deleteDocumentsOf(client, row.id);
    if (next === 'verified')
      await client.query("UPDATE supplier SET status = 'active' WHERE organisation_id = $1 AND status = 'applied'", [
        row.organisation_id,
      ]);
    await recordAudit(client, ctx, {
      action: `verification.${next}`,
      object_id: row.id,
      before: { status },
      after: { status: next },
      reason: body.message,
    });
    await writeToMembers(client, ctx, {
      organisationId: row.organisation_id,
      scope: 'verification:read',
      template: `verification_${next}`,
      values: { organisation: row.organisation_name, message: body.message ?? '' },
    });
    return renderQueued(row);
  });
}

async function write(
  client: ClientBase,
  at: Date,
  { id, from, to, message }: { id: string; from: string; to: VerificationStatus; message: string | undefined },
): Promise<QueuedRow> {
  const decided = to !== 'needs_action';
  const { rows } = await client.query<QueuedRow>(
    `WITH decided AS (
       UPDATE verification SET status = $3, message = $4, decided_at = $5, claim_secret = CASE WHEN $5::timestamptz IS NULL THEN claim_secret END
       WHERE id = $1 AND status = $2 RETURNING *)
     SELECT ${queuedColumns} FROM decided v JOIN organisation g ON g.id = v.organisation_id`,
    [id, from, to, message ?? null, decided ? at : null],
  );
  return rows[0]!;
}
