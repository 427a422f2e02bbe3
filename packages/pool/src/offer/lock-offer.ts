import type { SupplierOffer } from '@kameng/contract/desk/offer';
import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';
import type { QuantityPrice } from '../catalog/product-row.ts';

/** An offer's terms, as they are before a change. */
export interface LockedOffer {
  product_id: string;
  status: SupplierOffer['status'];
  supply_price_minor: number;
  quantity_prices: QuantityPrice[];
  floor_minor: number | null;
  max_per_order: number | null;
  low_stock: number;
}

/** Locks an offer of a supplier until the transaction ends. Throws `not_found`. */
export async function lockOffer(client: ClientBase, supplierId: string, id: string): Promise<LockedOffer> {
  // NO KEY: codes may be uploaded and sold meanwhile.
  const { rows } = await client.query<LockedOffer>(
    `SELECT product_id, status, supply_price_minor, quantity_prices, floor_minor, max_per_order, low_stock FROM offer
     WHERE supplier_id = $1 AND id = $2 FOR NO KEY UPDATE`,
    [supplierId, id],
  );
  if (!rows[0]) throw new ApiError('not_found');
  return rows[0];
}
