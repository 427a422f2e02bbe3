import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';
import type { DocumentRow } from './document-row.ts';

/**
 * Says in the caller's transaction which documents somebody's verification or submission names; those it named before and names
 * no more are deleted. Throws `document_refused` for documents of others, used elsewhere, or that are gone.
 */
export async function useDocuments(
  client: ClientBase,
  { organisationId, usedBy, ids }: { organisationId: string; usedBy: string; ids: readonly string[] },
): Promise<void> {
  const wanted = [...new Set(ids)];
  const { rowCount } = await client.query(
    'UPDATE document SET used_by = $3 WHERE organisation_id = $1 AND id = ANY ($2) AND (used_by IS NULL OR used_by = $3)',
    [organisationId, wanted, usedBy],
  );
  if (rowCount !== wanted.length) throw new ApiError('document_refused');
  await client.query('DELETE FROM document WHERE used_by = $1 AND NOT id = ANY ($2)', [usedBy, wanted]);
}

/** The documents that something names, in the order they were sent. */
export async function listDocumentsOf(client: ClientBase, usedBy: string): Promise<DocumentRow[]> {
  const { rows } = await client.query<DocumentRow>(
    'SELECT id, media_type, bytes, created_at FROM document WHERE used_by = $1 ORDER BY id',
    [usedBy],
  );
  return rows;
}

/** Deletes what something named, once nobody has to look at it any more. */
export async function deleteDocumentsOf(client: ClientBase, usedBy: string): Promise<void> {
  await client.query('DELETE FROM document WHERE used_by = $1', [usedBy]);
}
