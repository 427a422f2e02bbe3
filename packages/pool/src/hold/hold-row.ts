/** A row of `shop_hold`. */
export interface HoldRow {
  id: string;
  site_id: string;
  product_id: string;
  offer_id: string;
  quantity: number;
  currency: string;
  unit_price_minor: number;
  unit_supply_minor: number;
  code_ids: string[];
  created_at: Date;
  expires_at: Date;
}
