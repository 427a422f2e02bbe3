import { createId } from '@kameng/contract/id';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { ClientBase } from 'pg';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import { useDocuments } from '../document/use-documents.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { openProvider } from './open-provider.ts';
import {
  fingerprintNumber,
  renderVerification,
  sealClaim,
  verificationColumns,
  type VerificationRow,
} from './verification-row.ts';
import { nextVerification } from './verification-state.ts';

/**
 * Asks for the organisation to be verified, or answers what the operator asked for. Throws `already_applied` while one is being
 * looked at or granted, `document_refused`.
 */
export async function submitVerification(
  ctx: MemberContext,
  { body }: DeskInput<'submitVerification'>,
): Promise<DeskAnswer<'submitVerification'>> {
  const { organisation } = ctx.actor;
  return transact(ctx.db.pool, async (client) => {
    const id = await findAnswered(client, organisation.id, ctx.now());
    const row = await write(client, ctx, id, body);
    await useDocuments(client, { organisationId: organisation.id, usedBy: id, ids: body.documents });
    const { subject, country } = body;
    await recordAudit(client, ctx, { action: 'verification.submitted', object_id: id, after: { subject, country } });
    return renderVerification(row);
  });
}

/** The id of the verification that waits for an answer, else a new one. */
async function findAnswered(client: ClientBase, organisationId: string, at: Date): Promise<string> {
  await client.query('SELECT FROM organisation WHERE id = $1 FOR UPDATE', [organisationId]);
  const { rows } = await client.query<Pick<VerificationRow, 'id' | 'status'>>(
    "SELECT id, status FROM verification WHERE organisation_id = $1 AND status <> 'refused' FOR UPDATE",
    [organisationId],
  );
  const [standing] = rows;
  if (!standing) return createId('verification', at.getTime());
  if (nextVerification(standing.status, 'answer') === undefined) throw new ApiError('already_applied');
  return standing.id;
}

async function write(
  client: ClientBase,
  ctx: MemberContext,
  id: string,
  body: DeskInput<'submitVerification'>['body'],
): Promise<VerificationRow> {
  const { rows } = await client.query<VerificationRow>(
    `INSERT INTO verification AS v (id, organisation_id, subject, country, status, provider, number_fingerprint, claim_secret, next_check_at, created_at)
     VALUES ($1, $2, $3, $4, 'submitted', $5, $6, $7, $8, $8)
     ON CONFLICT (id) DO UPDATE SET subject = excluded.subject, country = excluded.country, status = excluded.status, provider = excluded.provider,
       number_fingerprint = excluded.number_fingerprint, claim_secret = excluded.claim_secret, next_check_at = excluded.next_check_at,
       result = NULL, reference = NULL, message = NULL, attempts = 0
     RETURNING ${verificationColumns}`,
    [
      id,
      ctx.actor.organisation.id,
      body.subject,
      body.country,
      openProvider(ctx).id,
      fingerprintNumber(ctx.keys, body.country, body.number),
      sealClaim(ctx.keys, id, body),
      ctx.now(),
    ],
  );
  return rows[0]!;
}
