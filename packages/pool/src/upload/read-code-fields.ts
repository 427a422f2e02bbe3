import type { CodeFields } from '@kameng/contract/order';
import type { Pool } from 'pg';

/** Which fields a code of an offer has, and of which brand it is. */
export async function readCodeFields(
  pool: Pool,
  offerId: string,
): Promise<{ brand: string; codeFields: (keyof CodeFields)[] }> {
  const { rows } = await pool.query<{ brand: string; code_fields: (keyof CodeFields)[] }>(
    'SELECT p.brand, p.code_fields FROM offer o JOIN product p ON p.id = o.product_id WHERE o.id = $1',
    [offerId],
  );
  const { brand, code_fields: codeFields } = rows[0]!;
  return { brand, codeFields };
}
