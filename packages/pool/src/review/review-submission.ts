import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { ClientBase } from 'pg';
import { recordAudit } from '../account/record-audit.ts';
import { listGoods } from '../catalog/list-goods.ts';
import { transact } from '../database/transact.ts';
import { deleteDocumentsOf } from '../document/use-documents.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { writeToMembers } from '../mail/write-to-members.ts';
import { refuseProhibited } from './find-prohibited.ts';
import { readQueued } from './list-submission-queue.ts';
import { lockSubmission, type SubmissionRow } from './submission-row.ts';

/** Decides about a submission, or asks for a change. Throws `not_found`, `wrong_state`, `prohibited_goods`. */
export async function reviewSubmission(
  ctx: MemberContext,
  { params, body }: DeskInput<'reviewSubmission'>,
): Promise<DeskAnswer<'reviewSubmission'>> {
  return transact(ctx.db.pool, async (client) => {
    const row = await lockSubmission(client, { id: params.id, action: body.decision });
    const { id, status, next } = row;
    const productId = next === 'listed' ? await list(client, ctx.now(), row, body.strike_allowed) : row.product_id;
    await client.query(
      'UPDATE submission SET status = $3, product_id = $4, message = $5, updated_at = $6 WHERE id = $1 AND status = $2',
      [id, status, next, productId, body.message ?? null, ctx.now()],
    );
    // The proof of what is sold is kept as long as it is sold.
    if (next === 'refused') await deleteDocumentsOf(client, id);
    await recordAudit(client, ctx, {
      action: `submission.${next}`,
      object_id: id,
      before: { status },
      after: { status: next, product_id: productId },
      reason: body.message,
    });
    await tell(client, ctx, row, productId, body.message);
    return readQueued(client, id);
  });
}

/** The list of prohibited goods may have grown since it was submitted, so it is asked again. */
async function list(
  client: ClientBase,
  at: Date,
  { goods, product_id }: SubmissionRow,
  strikeAllowed: boolean,
): Promise<string | null> {
  if (!goods) return product_id;
  await refuseProhibited(client, goods);
  return listGoods(client, at, goods, { strikeAllowed });
}

async function tell(
  client: ClientBase,
  ctx: MemberContext,
  row: Awaited<ReturnType<typeof lockSubmission>>,
  productId: string | null,
  message = '',
): Promise<void> {
  const { rows } = await client.query<{
    organisation_id: string | null;
    language: string;
    names: Record<string, string> | null;
  }>('SELECT s.organisation_id, s.language, p.names FROM supplier s LEFT JOIN product p ON p.id = $2 WHERE s.id = $1', [
    row.supplier_id,
    productId,
  ]);
  const { organisation_id, language, names } = rows[0]!;
  if (organisation_id === null) return;
  const all: Record<string, string> = row.goods?.names ?? names ?? {};
  await writeToMembers(client, ctx, {
    organisationId: organisation_id,
    scope: 'goods:read',
    template: `submission_${row.next as 'listed' | 'refused' | 'needs_action'}`,
    values: { product: all[language] ?? all['en'] ?? '', message },
  });
}
