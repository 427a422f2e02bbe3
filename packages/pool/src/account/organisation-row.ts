import type { OrganisationKind } from '@kameng/contract/desk-roles';
import type { Organisation as WireOrganisation } from '@kameng/contract/desk/account';
import type { Organisation } from '../engine.ts';

/** Columns of an organisation `g` with what it is in the trade. */
export const organisationColumns = `
  g.id AS organisation_id, g.kind, g.name AS organisation_name, g.created_at AS organisation_created_at,
  (SELECT id FROM supplier WHERE organisation_id = g.id) AS supplier_id,
  (SELECT id FROM agent WHERE organisation_id = g.id) AS agent_id,
  (SELECT COALESCE(array_agg(id::text ORDER BY id), '{}') FROM site WHERE organisation_id = g.id) AS site_ids`;

export interface OrganisationRow {
  organisation_id: string;
  kind: OrganisationKind;
  organisation_name: string;
  organisation_created_at: Date;
  supplier_id: string | null;
  agent_id: string | null;
  site_ids: string[];
}

export function organisationOf(row: OrganisationRow): Organisation {
  return {
    id: row.organisation_id,
    kind: row.kind,
    name: row.organisation_name,
    createdAt: row.organisation_created_at,
    supplierId: row.supplier_id ?? undefined,
    agentId: row.agent_id ?? undefined,
    siteIds: row.site_ids,
  };
}

/** An organisation as the wire has it. */
export function renderOrganisation({ id, kind, name, createdAt }: Organisation): WireOrganisation {
  return { id, kind, name, created_at: createdAt.toISOString() };
}
