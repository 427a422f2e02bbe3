import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { open } from '../stock/code-cipher.ts';
import { recordAudit } from '../account/record-audit.ts';
import { type DocumentRow, renderDocument } from './document-row.ts';

/** Shows a document that waits for the operator's decision, and keeps who saw it. Throws `not_found`. */
export async function openDocument(
  ctx: MemberContext,
  { params }: DeskInput<'openDocument'>,
): Promise<DeskAnswer<'openDocument'>> {
  return transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<DocumentRow & { sealed: Buffer; used_by: string }>(
      'SELECT id, media_type, bytes, created_at, sealed, used_by FROM document WHERE id = $1 AND used_by IS NOT NULL',
      [params.id],
    );
    const [row] = rows;
    if (!row) throw new ApiError('not_found');
    const { sealed, used_by, ...document } = row;
    await recordAudit(client, ctx, { action: 'document.seen', object_id: row.id, after: { used_by } });
    return { ...renderDocument(document), data: open(ctx.keys.document, sealed, row.id).toString('base64') };
  });
}
