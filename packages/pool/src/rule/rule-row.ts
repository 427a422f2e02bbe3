import type { Rule, RuleKind } from '@kameng/contract/desk/rule';
import type { Rates } from './current-rates.ts';

/** Columns of a rule `r` with whether a later one has taken its place. */
export const ruleColumns = `r.*, r.applied_at IS NOT NULL AND EXISTS (
  SELECT FROM rule n WHERE n.kind = r.kind AND n.applied_at IS NOT NULL AND (n.applied_at, n.id) > (r.applied_at, r.id)) AS replaced`;

export interface RuleRow {
  id: string;
  kind: RuleKind;
  rates: Rates;
  reason: string;
  published_by: string;
  live_from: Date;
  created_at: Date;
  applied_at: Date | null;
  withdrawn_at: Date | null;
  replaced: boolean;
}

export function renderRule(row: RuleRow): Rule {
  const { id, kind, rates, reason, published_by, live_from, created_at } = row;
  const applied = row.replaced ? 'replaced' : 'live';
  return {
    id,
    kind,
    rates: { ...rates },
    status: row.withdrawn_at ? 'withdrawn' : row.applied_at ? applied : 'scheduled',
    reason,
    published_by,
    live_from: live_from.toISOString(),
    created_at: created_at.toISOString(),
  };
}
