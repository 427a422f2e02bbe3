/** SQL: the most that an agent and those above it can earn of a sale, in basis points. */
export const bestRates =
  '(SELECT COALESCE(max(commission_bps) + max(child_bps) + max(grandchild_bps), 0) FROM agent_level)';
