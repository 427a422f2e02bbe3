import type { RiskRule } from '@kameng/contract/desk/risk';

interface Rule {
  /** How far back orders count. */
  days: number;
  /** From how many orders on it is an event. */
  from: number;
  /** And from what part of all that the subject sold in these days, in basis points. */
  partBps?: number;
  /**
   * Orders that count and who they point at, as (order_id, subject): an agent, a supplier, or what a buyer is recognised by.
   * `$1` is the least id of an order in these days.
   */
  text: string;
}

/** Buyers are heard in many disputes; these are the ones that ended for them. */
const won = "d.outcome_kind IN ('refund', 'part', 'replacement')";
/** The newest orders that are looked at for rushes, so that a rush of honest buyers does not make the look itself slow. */
const newestMax = 50_000;

/** Every rule of {@link RiskRule}, with the orders that count. */
export const rules: Record<RiskRule, Rule> = {
  own_sales: {
    days: 30,
    from: 3,
    text: `SELECT o.id AS order_id, o.agent_id AS subject FROM orders o
           WHERE o.self_sale IS NOT NULL AND o.id >= $1 AND o.paid_at IS NOT NULL`,
  },
  disputed_sales: {
    days: 30,
    from: 5,
    partBps: 500,
    text: `SELECT DISTINCT o.id AS order_id, o.agent_id AS subject FROM dispute d JOIN orders o ON o.id = d.order_id
           WHERE d.order_id >= $1 AND ${won} AND o.agent_id IS NOT NULL`,
  },
  disputed_goods: {
    days: 30,
    from: 5,
    partBps: 200,
    text: `SELECT DISTINCT d.order_id, d.supplier_id AS subject FROM dispute d WHERE d.order_id >= $1 AND ${won}`,
  },
  repeated_claims: {
    days: 30,
    from: 3,
    text: `SELECT DISTINCT o.id AS order_id, encode(o.contact_fingerprint, 'hex') AS subject FROM dispute d JOIN orders o ON o.id = d.order_id
           WHERE d.order_id >= $1 AND o.contact_fingerprint IS NOT NULL`,
  },
  one_network: {
    days: 1 / 24,
    from: 20,
    text: `SELECT n.id AS order_id, encode(n.address_fingerprint, 'hex') AS subject FROM (
             SELECT id, address_fingerprint, paid_at FROM orders WHERE id >= $1 ORDER BY id DESC LIMIT ${newestMax}
           ) n WHERE n.address_fingerprint IS NOT NULL AND n.paid_at IS NOT NULL`,
  },
};
