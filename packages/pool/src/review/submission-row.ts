import type { Submission, SubmissionStatus } from '@kameng/contract/desk/supplier';
import type { ClientBase, Pool } from 'pg';
import { ApiError } from '../api-error.ts';
import { productWords } from '../catalog/product-row.ts';
import { nextSubmission } from './submission-state.ts';

/** Columns of a submission `m`; what happened to it is what the audit log has of it. */
export const submissionColumns = `m.id, m.status, m.product_id, m.goods, m.proof, m.message, m.round, m.created_at, m.updated_at,
  (SELECT COALESCE(jsonb_agg(jsonb_build_object('action', substr(a.action, 12), 'message', a.reason, 'created_at', a.created_at) ORDER BY a.id), '[]')
   FROM audit_entry a WHERE a.object_id = m.id::text COLLATE "default" AND a.action LIKE 'submission.%') AS steps`;

/** All that the goods of a submission `m` are called, to search in; the catalogue's product `p` is what they are where nothing else was sent. */
export const goodsWords = `concat_ws(' ', m.goods ->> 'brand', (SELECT string_agg(n.value, ' ') FROM jsonb_each_text(m.goods -> 'names') AS n), ${productWords})`;
export const submissionFrom = 'submission m LEFT JOIN product p ON p.id = m.product_id';

export interface SubmissionRow extends Omit<Submission, 'created_at' | 'updated_at'> {
  created_at: Date;
  updated_at: Date;
}

export function renderSubmission({
  id,
  status,
  product_id,
  goods,
  proof,
  message,
  round,
  steps,
  created_at,
  updated_at,
}: SubmissionRow): Submission {
  return {
    id,
    status,
    product_id,
    goods,
    proof,
    message,
    round,
    // Times inside JSON come as PostgreSQL writes them.
    steps: steps.map((step) => ({ ...step, created_at: new Date(step.created_at).toISOString() })),
    created_at: created_at.toISOString(),
    updated_at: updated_at.toISOString(),
  };
}

/** Reads one submission of a supplier. Throws `not_found`. */
export async function readSubmission(
  client: Pool | ClientBase,
  supplierId: string,
  id: string,
): Promise<SubmissionRow> {
  const { rows } = await client.query<SubmissionRow>(
    `SELECT ${submissionColumns} FROM submission m WHERE supplier_id = $1 AND id = $2`,
    [supplierId, id],
  );
  if (!rows[0]) throw new ApiError('not_found');
  return rows[0];
}

/** Locks a submission and tells where an action leads. Throws `not_found`, `wrong_state`. */
export async function lockSubmission(
  client: ClientBase,
  { id, supplierId, action }: { id: string; supplierId?: string; action: string },
): Promise<SubmissionRow & { supplier_id: string; next: SubmissionStatus }> {
  const { rows } = await client.query<SubmissionRow & { supplier_id: string }>(
    `SELECT ${submissionColumns}, m.supplier_id FROM submission m WHERE id = $1 AND ($2::text IS NULL OR supplier_id = $2) FOR UPDATE`,
    [id, supplierId ?? null],
  );
  const [row] = rows;
  if (!row) throw new ApiError('not_found');
  const next = nextSubmission(row.status, action);
  if (next === undefined) throw new ApiError('wrong_state');
  return { ...row, next };
}
