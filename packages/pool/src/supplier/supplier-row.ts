import type { Supplier } from '@kameng/contract/desk/supplier';
import type { ClientBase, Pool } from 'pg';
import { ApiError } from '../api-error.ts';
import type { MemberContext } from '../http/serve-desk.ts';

export interface SupplierRow extends Omit<Supplier, 'created_at'> {
  created_at: Date;
}

/** The id of the supplier at whose desk somebody sits. Throws `not_found`. */
export function supplierOf({ actor }: MemberContext): string {
  const { supplierId } = actor.organisation;
  if (supplierId === undefined) throw new ApiError('not_found');
  return supplierId;
}

/** Reads a supplier as its desk shows it. Throws `not_found`. */
export async function readSupplier(client: Pool | ClientBase, supplierId: string): Promise<Supplier> {
  const { rows } = await client.query<SupplierRow>(
    `SELECT s.id, s.organisation_id, s.name, s.status, s.language, s.maturity_days, s.created_at,
       (SELECT v.status FROM verification v WHERE v.organisation_id = s.organisation_id ORDER BY v.id DESC LIMIT 1) AS verification
     FROM supplier s WHERE s.id = $1`,
    [supplierId],
  );
  const [row] = rows;
  if (!row) throw new ApiError('not_found');
  return { ...row, created_at: row.created_at.toISOString() };
}
