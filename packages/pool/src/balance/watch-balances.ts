import type { ClientBase } from 'pg';
import { transact } from '../database/transact.ts';
import type { Engine } from '../engine.ts';
import { formatMoney } from '../mail/format-money.ts';
import { writeToMembers } from '../mail/write-to-members.ts';
import { recordEvents } from '../webhook/record-events.ts';

/** Shops told in one run; more wait for the next. */
const dueMax = 100;

interface Fallen {
  site_id: string;
  currency: string;
  below_minor: number;
  falls: number;
  balance_minor: number;
  name: string;
  organisation_id: string | null;
}

const account = "c.id = a.site_id || ':available:' || a.currency";

/**
 * Job: tells shops, by mail and by event, when a balance has fallen below what they set; once, and again only after it was back above
 * in between. Answers how many were told.
 */
export async function watchBalances(engine: Engine): Promise<number> {
  return transact(engine.db.pool, async (client) => {
    await client.query(
      `UPDATE balance_alert a SET low_since = NULL FROM account c WHERE ${account} AND a.low_since IS NOT NULL AND c.balance_minor >= a.below_minor`,
    );
    const { rows } = await client.query<Fallen>(
      `WITH due AS (
         SELECT a.site_id, a.currency, c.balance_minor FROM balance_alert a JOIN account c ON ${account}
         WHERE a.low_since IS NULL AND c.balance_minor < a.below_minor ORDER BY a.site_id, a.currency LIMIT $2 FOR UPDATE OF a SKIP LOCKED)
       UPDATE balance_alert a SET low_since = $1, falls = a.falls + 1 FROM due JOIN site s ON s.id = due.site_id
       WHERE a.site_id = due.site_id AND a.currency = due.currency
       RETURNING a.site_id, a.currency, a.below_minor, a.falls, due.balance_minor, s.name, s.organisation_id`,
      [engine.now(), dueMax],
    );
    await recordEvents(
      client,
      engine.now(),
      rows.map(({ site_id, falls }) => ({
        site_id,
        type: 'balance.low',
        object_id: site_id,
        sequence: falls,
        status: null,
        client_reference: null,
      })),
    );
    for (const row of rows) await write(client, engine, row);
    return rows.length;
  });
}

async function write(client: ClientBase, engine: Engine, row: Fallen): Promise<void> {
  // A site of nobody's has no desk, only endpoints.
  if (row.organisation_id === null) return;
  const { currency, below_minor, balance_minor } = row;
  await writeToMembers(client, engine, {
    organisationId: row.organisation_id,
    scope: 'money:read',
    template: 'low_balance',
    values: {
      site: row.name,
      balance: formatMoney({ amount_minor: balance_minor, currency }, 'zh-CN'),
      below: formatMoney({ amount_minor: below_minor, currency }, 'zh-CN'),
    },
  });
}
