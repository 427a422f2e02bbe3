import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';

/** Refuses to pay a supplier or agent that the operator has stopped. Throws `frozen`. */
export async function refuseFrozen(client: ClientBase, ownerId: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM freezing WHERE object_id = $1 AND lifted_at IS NULL', [ownerId]);
  if (rowCount) throw new ApiError('frozen');
}
