import type { ClientBase } from 'pg';

/** Stops an import in the caller's transaction: no further chunk of it is written. Codes that are in stay for sale. */
export async function stopImport(client: ClientBase, importId: string, at: Date): Promise<void> {
  await client.query(
    "UPDATE code_import SET status = 'stopped', updated_at = $2 WHERE id = $1 AND status = 'running'",
    [importId, at],
  );
}
