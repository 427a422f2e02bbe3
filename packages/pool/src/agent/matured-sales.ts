/** Sales of an agent that have matured, per currency; of an order refunded in part, the part that stayed sold. */
export const maturedSales = (agentId: string) =>
  `SELECT s.currency, sum(o.amount_minor * (s.amount_minor - s.clawed_minor) / s.amount_minor)::bigint AS sales_minor
   FROM share s JOIN orders o ON o.id = s.order_id
   WHERE s.owner_id = ${agentId} AND s.kind = 'commission' AND s.matured_at IS NOT NULL GROUP BY s.currency`;
