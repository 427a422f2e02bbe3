import type { OrganisationKind } from '@kameng/contract/desk-roles';
import { deskRoutes, type DeskRoute, type DeskRouteName } from '@kameng/contract/desk-routes';
import { createId } from '@kameng/contract/id';
import { askDesk, openOrganisation, openSeat, type DeskCall, type Seat } from '../test/open-seat.ts';
import type { TestPool } from '../test/open-test-pool.ts';
import type { DeskParties } from './seed-desk.ts';

export interface Desks {
  parties: DeskParties;
  seats: Record<OrganisationKind, Seat>;
}

/** What lists are narrowed to: nothing, and so they look as far as they ever do, or one thing among many. */
const narrowed: Partial<Record<DeskRouteName, readonly Readonly<Record<string, string>>[]>> = {
  listOffers: [{ q: 'nothing', status: 'paused' }],
  listUploads: [{ q: 'nothing', status: 'failed' }],
  listDownline: [{ q: 'nothing' }],
  listCoupons: [{ q: 'nothing', state: 'soon' }],
  listSales: [{ order_id: 'ord_nothing' }],
  listCommissions: [{ order_id: 'ord_nothing' }],
  listSupplierDisputes: [{ order_id: 'ord_nothing' }],
  listAdminDisputes: [{ order_id: 'ord_nothing' }],
  listSubmissions: [{ q: 'nothing' }],
  listSubmissionQueue: [{ q: 'nothing' }],
  listVerificationQueue: [{ q: 'nothing' }],
  listPayoutQueue: [{ q: 'nothing', status: 'paid' }],
  listUndeliveredOrders: [{ reason: 'refund_missing' }],
  listFreezes: [{ kind: 'agent', state: 'all' }],
  listReconciliations: [{ day: '2020-02-02' }],
  listAudit: [{ object_id: 'ord_nothing' }, { actor_id: 'per_nothing' }],
  listSiteDeliveries: [{ object_id: 'ord_nothing' }],
};

/** One read of one desk. */
export interface DeskRead {
  name: DeskRouteName;
  /** What it is narrowed to. */
  narrowed: string;
  kind: OrganisationKind;
  ask: () => Promise<Response>;
}

/** An owner at each kind of desk, and what their organisations are in the trade. */
export async function openDesks(pool: TestPool): Promise<Desks> {
  const seats = {} as Desks['seats'];
  for (const kind of ['supplier', 'agent', 'shop', 'operator'] as const)
    seats[kind] = await openSeat(pool, await openOrganisation(pool, kind), 'owner');
  const parties = { supplierId: createId('supplier'), agentId: createId('agent'), siteId: createId('site') };
  const { pool: database } = pool.engine.db;
  await database.query("INSERT INTO supplier (id, name, organisation_id, created_at) VALUES ($1, 'Busy', $2, now())", [
    parties.supplierId,
    seats.supplier.organisationId,
  ]);
  await database.query(
    "INSERT INTO agent (id, ref, name, level, organisation_id, created_at) VALUES ($1, 'BUSY01', 'Busy', 1, $2, now())",
    [parties.agentId, seats.agent.organisationId],
  );
  await database.query(
    "INSERT INTO site (id, name, kind, environment, organisation_id, created_at) VALUES ($1, 'Busy', 'shop', 'test', $2, now())",
    [parties.siteId, seats.shop.organisationId],
  );
  return { parties, seats };
}

/** Every list and every first page of every desk: whatever is read without naming one thing, and the lists of one site. */
export function deskReads(pool: TestPool, { parties, seats }: Desks): DeskRead[] {
  const now = pool.engine.now();
  const from = new Date(now.getTime() - 30 * 86_400_000);
  // Some count in moments and some in days.
  const moments: Record<string, string> = { from: from.toISOString(), to: now.toISOString(), currency: 'CNY' };
  const kinds: Partial<Record<DeskRouteName, readonly Readonly<Record<string, string>>[]>> = {
    listRules: [{ kind: 'fees' }, { kind: 'thresholds' }, { kind: 'payout_minimum' }],
    listViews: ['codes', 'files'].flatMap((kind) => [{ kind }, { kind, object_id: 'ord_nothing' }]),
  };
  return (Object.entries(deskRoutes) as [DeskRouteName, DeskRoute][]).flatMap(([name, route]) => {
    const one = route.path.includes('{id}');
    if (route.method !== 'GET' || route.auth !== 'member' || (one && !route.path.startsWith('/v1/shop/sites/')))
      return [];
    const asked: Record<string, string> = {};
    for (const [key, schema] of Object.entries(route.query?.shape ?? {})) {
      const moment = moments[key];
      if (moment !== undefined) asked[key] = schema.safeParse(moment).success ? moment : moment.slice(0, 10);
    }
    return route.kinds.flatMap((kind) =>
      (kinds[name] ?? [{}, ...(narrowed[name] ?? [])]).map((which) => {
        const call: DeskCall = { ...(one && { id: parties.siteId }), query: { ...asked, ...which } };
        return {
          name,
          narrowed: new URLSearchParams(which).toString(),
          kind,
          ask: () => askDesk(pool, seats[kind], name, call),
        };
      }),
    );
  });
}
