import type { Pool } from 'pg';
import { ApiError } from '../api-error.ts';
import type { Context, Engine } from '../engine.ts';
import type { Input } from '../http/serve-route.ts';
import { authoriseOrder } from '../order/authorise-order.ts';
import type { DisputeRow } from './dispute-rows.ts';
import { openEvidence, wordsKey } from './seal-words.ts';

/** A picture as the wire has it. */
export interface EvidenceImage {
  type: 'image/webp';
  data: string;
}

/** Whose evidence may be read: of one order, or of one supplier's disputes, or any. */
type Within = { orderId?: string; supplierId?: string | undefined };

/** A picture that somebody added to a dispute about the order; both sides see what the other side says. Throws `dispute_not_found`. */
export async function readEvidence(ctx: Context, { params, query }: Input<'readEvidence'>): Promise<EvidenceImage> {
  await authoriseOrder(ctx, params.id);
  const image = await openImage(ctx, query.evidence_id, { orderId: params.id });
  if (!image) throw new ApiError('dispute_not_found');
  return image;
}

/** Opens a picture; undefined when there is none within what the caller may read. */
export async function openImage(
  { db, keys }: { db: { pool: Pool }; keys: Engine['keys'] },
  id: string,
  { orderId, supplierId }: Within,
): Promise<EvidenceImage | undefined> {
  const { rows } = await db.pool.query<{ secret: Buffer } & Pick<DisputeRow, 'order_id' | 'keyed'>>(
    `SELECT v.secret, d.order_id, d.keyed FROM dispute_evidence AS v JOIN dispute AS d ON d.id = v.dispute_id
     WHERE v.id = $1 AND v.kind = 'image' AND ($2::text IS NULL OR d.order_id = $2) AND ($3::text IS NULL OR d.supplier_id = $3)`,
    [id, orderId ?? null, supplierId ?? null],
  );
  const [row] = rows;
  const bytes = row && openEvidence(await wordsKey(db.pool, keys, row), id, row.secret);
  return bytes && { type: 'image/webp', data: bytes.toString('base64') };
}
