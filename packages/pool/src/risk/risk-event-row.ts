import type { RiskEvent } from '@kameng/contract/desk/risk';

/** Columns of an event `e`, with what its subject is called and its newest orders. */
export const riskEventColumns = `e.*,
  COALESCE((SELECT name FROM supplier WHERE supplier.id = e.subject_id), (SELECT name FROM agent WHERE agent.id = e.subject_id)) AS subject_name,
  ARRAY(SELECT r.order_id::text FROM risk_order r WHERE r.event_id = e.id ORDER BY r.order_id DESC LIMIT 20) AS order_ids`;

export interface RiskEventRow extends Omit<RiskEvent, 'created_at' | 'last_at' | 'decided_at'> {
  created_at: Date;
  last_at: Date;
  decided_at: Date | null;
}

export function renderRiskEvent(row: RiskEventRow): RiskEvent {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    last_at: row.last_at.toISOString(),
    decided_at: row.decided_at?.toISOString() ?? null,
  };
}
