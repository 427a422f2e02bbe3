import type { Freeze } from '@kameng/contract/desk/freeze';
import type { Language } from '@kameng/contract/page';
import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';
import type { Texts } from '../catalog/product-row.ts';
import { pickText } from '../catalog/render-product.ts';

/** Columns of a freeze `f` with what the frozen thing is called. */
export const freezeColumns = `f.*, (SELECT names FROM product WHERE product.id = f.object_id) AS names,
  COALESCE((SELECT name FROM supplier WHERE supplier.id = f.object_id), (SELECT name FROM agent WHERE agent.id = f.object_id)) AS name`;

export interface FreezeRow extends Omit<Freeze, 'created_at' | 'lifted_at'> {
  names: Texts | null;
  created_at: Date;
  lifted_at: Date | null;
}

export function renderFreeze({ names, ...row }: FreezeRow, language: Language): Freeze {
  return {
    ...row,
    name: names ? pickText(names, language) : row.name,
    created_at: row.created_at.toISOString(),
    lifted_at: row.lifted_at?.toISOString() ?? null,
  };
}

/** Reads one freeze and locks it. Throws `not_found`. */
export async function lockFreeze(client: ClientBase, id: string): Promise<FreezeRow> {
  const { rows } = await client.query<FreezeRow>(
    `SELECT ${freezeColumns} FROM freezing f WHERE f.id = $1 FOR UPDATE OF f`,
    [id],
  );
  if (!rows[0]) throw new ApiError('not_found');
  return rows[0];
}
