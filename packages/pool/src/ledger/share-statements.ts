import type { Statement } from '../database/run-together.ts';
import { isPending, ownerOf } from './accounts.ts';
import type { Transfer } from './post-transfers.ts';

/** A commission matures when the buyer can no longer open a dispute. A supplier's time is its own: supplier.maturity_days. */
const commissionMaturityDays = 7;

interface NewShare {
  order_id: string;
  owner_id: string;
  kind: string;
  currency: string;
  amount_minor: number;
}

/** What keeps each owner's part of each delivered order; asked for all transfers, so none is forgotten. */
export function shareStatements(at: Date, transfers: readonly Transfer[]): Statement[] {
  const shares = new Map<string, NewShare>();
  for (const { kind, to, currency, amount_minor, order_id } of transfers) {
    if (!isPending(to) || order_id === null) continue;
    const owner_id = ownerOf(to)!;
    const key = `${order_id} ${owner_id} ${kind}`;
    const share = shares.get(key) ?? { order_id, owner_id, kind, currency, amount_minor: 0 };
    shares.set(key, { ...share, amount_minor: share.amount_minor + amount_minor });
  }
  if (shares.size === 0) return [];
  const rows = [...shares.values()];
  return [
    {
      name: 'write shares',
      text: `INSERT INTO share (order_id, owner_id, kind, currency, amount_minor, matures_at)
           SELECT s.order_id, s.owner_id, s.kind, s.currency, s.amount_minor, $6::timestamptz + COALESCE(supplier.maturity_days, $7) * interval '1 day'
           FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[]) AS s (order_id, owner_id, kind, currency, amount_minor)
           LEFT JOIN supplier ON supplier.id = s.owner_id`,
      values: [
        rows.map(({ order_id }) => order_id),
        rows.map(({ owner_id }) => owner_id),
        rows.map(({ kind }) => kind),
        rows.map(({ currency }) => currency),
        rows.map(({ amount_minor }) => amount_minor),
        at,
        commissionMaturityDays,
      ],
    },
  ];
}
