import { createId } from '@kameng/contract/id';
import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { ClientBase } from 'pg';
import { recordAudit } from '../account/record-audit.ts';
import { ApiError } from '../api-error.ts';
import { idsBefore } from '../database/ids-before.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, MemberContext } from '../http/serve-desk.ts';
import { addressFingerprint } from '../order/order-contact.ts';
import { hintOf, type RecordRequestRow, renderRecordRequest } from './record-request-row.ts';

/** What somebody asked for, about whom. */
export interface Asked {
  kind: RecordRequestRow['kind'];
  fingerprint: Buffer;
  hint: string;
  by: { id: string; name: string };
  reason: string | null;
}

/** Writes down what somebody asked the operator for, about an address. Throws `wrong_state` when that waits already. */
export async function openRecordRequest(
  ctx: MemberContext,
  { body }: DeskInput<'openRecordRequest'>,
): Promise<DeskAnswer<'openRecordRequest'>> {
  const { id, name } = ctx.actor.by;
  return transact(ctx.db.pool, async (client) => {
    const made = await insertRecordRequest(client, ctx.now(), {
      kind: body.kind,
      fingerprint: addressFingerprint(ctx.keys, body.contact),
      hint: hintOf(body.contact),
      by: { id, name },
      reason: body.reason,
    });
    if (!made) throw new ApiError('wrong_state', { detail: 'The same is asked for about this address already.' });
    const after = { kind: body.kind };
    await recordAudit(client, ctx, { action: 'record_request.opened', object_id: made.id, after, reason: body.reason });
    return renderRecordRequest(made);
  });
}

/** Writes a request down; undefined when the same one waits already. */
export async function insertRecordRequest(
  client: ClientBase,
  now: Date,
  { kind, fingerprint, hint, by, reason }: Asked,
): Promise<RecordRequestRow | undefined> {
  const { rows } = await client.query<RecordRequestRow>(
    `INSERT INTO record_request (id, kind, status, contact_fingerprint, contact_hint, asked_by, asked_name, reason, until_order, created_at)
     VALUES ($1, $2, 'open', $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING *`,
    [
      createId('recordRequest', now.getTime()),
      kind,
      fingerprint,
      hint,
      by.id,
      by.name,
      reason,
      // Whatever was made in this very millisecond belongs to it.
      idsBefore('order', new Date(now.getTime() + 1)),
      now,
    ],
  );
  return rows[0];
}
