/** Rows of the table of levels that is in force; `now` is the parameter that holds the time. */
export const levelsInForce = (now: string) =>
  `SELECT * FROM agent_level WHERE valid_from = (SELECT max(valid_from) FROM agent_level WHERE valid_from <= ${now})`;

/** Sales of an agent that have matured, per currency; of an order refunded in part, the part that stayed sold. */
export const maturedSales = (agentId: string) =>
  `SELECT s.currency, sum(o.amount_minor * (s.amount_minor - s.clawed_minor) / s.amount_minor)::bigint AS sales_minor
   FROM share s JOIN orders o ON o.id = s.order_id
   WHERE s.owner_id = ${agentId} AND s.kind = 'commission' AND s.matured_at IS NOT NULL GROUP BY s.currency`;
