import type { EmbedMode } from '@kameng/contract/checkout';
import type { AgentTerms } from '../referral/agent-terms.ts';

/** A checkout as the database holds it: the quote and on whose behalf it was made, frozen when it was opened. */
export interface CheckoutRow {
  id: string;
  site_id: string | null;
  agent_id: string | null;
  /** By which of the agent's referral IDs it came. */
  ref: string | null;
  product_id: string;
  offer_id: string;
  quantity: number;
  unit_price_minor: number;
  unit_supply_minor: number;
  list_price_minor: number;
  base_price_minor: number;
  currency: string;
  commission_bps: number;
  /** What was taken off each unit, and by which coupon; the unit price is what is left. */
  coupon_id: string | null;
  unit_discount_minor: number;
  /** What a published discount took off before that. */
  unit_rebate_minor: number;
  agent_terms: AgentTerms | null;
  embed_origin: string | null;
  embed_mode: EmbedMode | null;
  consent_version: string;
  order_id: string | null;
  created_at: Date;
  expires_at: Date;
}
