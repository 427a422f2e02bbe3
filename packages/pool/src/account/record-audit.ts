import type { AuditAction } from '@kameng/contract/desk/audit-action';
import { createId } from '@kameng/contract/id';
import type { ClientBase } from 'pg';
import type { Actor, Context } from '../engine.ts';

/** A change as the audit log keeps it. */
export interface NewAuditEntry {
  /** What was done to what: `member.role_changed`. */
  action: AuditAction;
  object_id: string;
  /** What changed of it, before and after; never a secret. */
  before?: object | undefined;
  after?: object | undefined;
  reason?: string | undefined;
  /** Whose log it belongs to, when not the actor's organisation. */
  organisationId?: string;
}

/** Writes who changed what, and why, in the transaction of the change. */
export async function recordAudit(
  client: ClientBase,
  { actor, now, requestId }: Pick<Context, 'actor' | 'now' | 'requestId'>,
  { action, object_id, before, after, reason, organisationId }: NewAuditEntry,
): Promise<void> {
  const by = whoIs(actor);
  await client.query(
    `INSERT INTO audit_entry (id, organisation_id, actor_kind, actor_id, actor_name, action, object_id, before, after, reason, request_id, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      createId('auditEntry', now().getTime()),
      organisationId ?? (actor.kind === 'member' ? actor.organisation.id : null),
      by.kind,
      by.id,
      by.name,
      action,
      object_id,
      before ? JSON.stringify(before) : null,
      after ? JSON.stringify(after) : null,
      reason ?? null,
      requestId,
      now(),
    ],
  );
}

function whoIs(actor: Actor): { kind: 'person' | 'key' | 'job'; id: string; name: string } {
  if (actor.kind === 'member') return actor.by;
  if (actor.kind === 'person') return { kind: 'person', id: actor.person.id, name: actor.person.name };
  if (actor.kind === 'job') return { kind: 'job', id: actor.name, name: actor.name };
  throw new Error(`${actor.kind} changes nothing that is audited`);
}
