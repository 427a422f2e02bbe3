import { createId } from '@kameng/contract/id';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { documentBytesMax } from '@kameng/contract/desk/verification';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { seal } from '../stock/code-cipher.ts';
import { recordAudit } from '../account/record-audit.ts';
import { cleanImage } from './clean-image.ts';
import { cleanPdf } from './clean-pdf.ts';
import { renderDocument } from './document-row.ts';

/** Documents of one organisation that nothing names yet. */
const unusedMax = 20;

/** How files of each type begin. */
const beginnings: Record<string, Buffer> = {
  'image/png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  'image/jpeg': Buffer.from([0xff, 0xd8, 0xff]),
  'application/pdf': Buffer.from('%PDF-'),
};

/** Takes a document and keeps it sealed; a picture is kept as it was drawn anew, a PDF as it was written anew. Throws `document_refused`, `account_limit`. */
export async function uploadDocument(
  ctx: MemberContext,
  { body }: DeskInput<'uploadDocument'>,
): Promise<DeskAnswer<'uploadDocument'>> {
  const sent = Buffer.from(body.data, 'base64');
  const beginning = beginnings[body.media_type]!;
  if (sent.length > documentBytesMax)
    throw new ApiError('document_refused', { detail: `It has ${sent.length} bytes.` });
  if (!sent.subarray(0, beginning.length).equals(beginning))
    throw new ApiError('document_refused', { detail: `What was sent is not ${body.media_type}.` });
  const isPicture = body.media_type !== 'application/pdf';
  const content = isPicture ? await cleanImage(sent, 'document') : cleanPdf(sent);
  const media_type = isPicture ? 'image/jpeg' : body.media_type;
  const at = ctx.now();
  const id = createId('document', at.getTime());
  const { organisation } = ctx.actor;
  return transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<{ unused: number }>(
      `SELECT (SELECT count(*) FROM document WHERE organisation_id = g.id AND used_by IS NULL) AS unused
       FROM organisation g WHERE id = $1 FOR UPDATE`,
      [organisation.id],
    );
    if (rows[0]!.unused >= unusedMax) throw new ApiError('account_limit');
    await client.query(
      'INSERT INTO document (id, organisation_id, media_type, bytes, sealed, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, organisation.id, media_type, content.length, seal(ctx.keys.document, content, id), at],
    );
    await recordAudit(client, ctx, { action: 'document.sent', object_id: id });
    return renderDocument({ id, media_type, bytes: content.length, created_at: at });
  });
}
