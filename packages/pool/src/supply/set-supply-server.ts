import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { createId } from '@kameng/contract/id';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { supplierOf } from '../supplier/supplier-row.ts';
import { checkAddress } from '../webhook/create-endpoint.ts';
import { webhookSecret } from '../webhook/sign-webhook.ts';
import { readServer, type ServerRow } from './supply-server-row.ts';

/** For so long the secret before is good too. */
const overlapS = 24 * 3600;

/** Sets where a supplier is asked for codes. Another address than before is asked for nothing until it passes. Throws `endpoint_refused`. */
export async function setSupplyServer(
  ctx: MemberContext,
  { body }: DeskInput<'setSupplyServer'>,
): Promise<DeskAnswer<'setSupplyServer'>> {
  const supplierId = supplierOf(ctx);
  await checkAddress(ctx, body.url, undefined);
  const row = await transact(ctx.db.pool, async (client) => {
    await client.query('SELECT FROM supplier WHERE id = $1 FOR UPDATE', [supplierId]);
    const before = await readServer(client, supplierId);
    if (before?.url === body.url) return before;
    const id = before?.id ?? createId('supplyEndpoint', ctx.now().getTime());
    const { rows } = await client.query<ServerRow>(
      `INSERT INTO supply_endpoint (id, supplier_id, url, created_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (supplier_id) DO UPDATE SET url = excluded.url, report = NULL, tested_at = NULL, passed_at = NULL RETURNING *`,
      [id, supplierId, body.url, ctx.now()],
    );
    await client.query(
      "UPDATE supplied_offer SET status = 'off', failures = 0, paused_at = NULL, paused_for = NULL, probe_at = NULL WHERE endpoint_id = $1",
      [id],
    );
    const change = { action: 'supply.server_set', object_id: id, after: { url: body.url } } as const;
    await recordAudit(client, ctx, { ...change, ...(before && { before: { url: before.url } }) });
    return rows[0]!;
  });
  return showSecret(ctx, row);
}

/** Makes a new secret; the one before signs and is taken for a day more. Throws `wrong_state` without a server. */
export async function rotateSupplySecret(ctx: MemberContext): Promise<DeskAnswer<'rotateSupplySecret'>> {
  return transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<ServerRow>(
      `UPDATE supply_endpoint SET secret_generation = secret_generation + 1, previous_secret_until = $2 WHERE supplier_id = $1 RETURNING *`,
      [supplierOf(ctx), new Date(ctx.now().getTime() + overlapS * 1000)],
    );
    const [row] = rows;
    if (!row) throw new ApiError('wrong_state');
    await recordAudit(client, ctx, { action: 'supply.secret_rotated', object_id: row.id });
    return showSecret(ctx, row);
  });
}

function showSecret(ctx: MemberContext, row: ServerRow): DeskAnswer<'setSupplyServer'> {
  return {
    url: row.url,
    secret: webhookSecret(ctx.keys, row.id, row.secret_generation),
    previous_until: row.previous_secret_until?.toISOString() ?? null,
  };
}
