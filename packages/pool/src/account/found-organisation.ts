import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { OwnKind } from '@kameng/contract/desk/account';
import type { Language } from '@kameng/contract/page';
import type { ClientBase } from 'pg';
import { ApiError } from '../api-error.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, PersonContext } from '../http/serve-desk.ts';
import { insertAgent } from '../agent/insert-agent.ts';
import { insertSite } from '../site/create-site.ts';
import { insertSupplier } from '../supplier/insert-supplier.ts';
import { addMember, createOrganisation } from './create-organisation.ts';
import { recordAudit } from './record-audit.ts';

/** Organisations of one kind that one person may own before somebody looks at it. */
const ownedMax = 5;

interface Founding {
  organisationId: string;
  name: string;
  language: Language;
  personId: string;
  /** Referral ID of the agent who brought a new agent in. */
  invitedBy: string | undefined;
}

/** What each kind is in the trade from its first day. A shop begins with test goods and test money. */
const begin: Record<OwnKind, (client: ClientBase, at: Date, founding: Founding) => Promise<unknown>> = {
  supplier: insertSupplier,
  agent: insertAgent,
  shop: (client, at, { organisationId, name }) =>
    insertSite(client, at, { organisationId, name, kind: 'shop', environment: 'test' }),
};

/** Makes an organisation whose owner is whoever asks, and what it is in the trade. Throws `account_limit`, `ref_unknown`. */
export async function foundOrganisation(
  ctx: PersonContext,
  { body }: DeskInput<'createOrganisation'>,
): Promise<DeskAnswer<'createOrganisation'>> {
  const { kind, name, language, invited_by: invitedBy } = body;
  const { person } = ctx.actor;
  const at = ctx.now();
  return transact(ctx.db.pool, async (client) => {
    // Two statements: a count in the one that waits for the lock would not see what was made meanwhile.
    await client.query('SELECT FROM person WHERE id = $1 FOR UPDATE', [person.id]);
    const { rows } = await client.query<{ owned: number }>(
      `SELECT count(*) AS owned FROM member m JOIN organisation g ON g.id = m.organisation_id
       WHERE m.person_id = $1 AND m.role = 'owner' AND g.kind = $2`,
      [person.id, kind],
    );
    if (rows[0]!.owned >= ownedMax) throw new ApiError('account_limit');
    const organisationId = await createOrganisation(client, at, { kind, name });
    await addMember(client, at, { organisationId, personId: person.id, role: 'owner' });
    await begin[kind](client, at, { organisationId, name, language, personId: person.id, invitedBy });
    await recordAudit(client, ctx, {
      action: 'organisation.created',
      object_id: organisationId,
      after: body,
      organisationId,
    });
    return { id: organisationId, kind, name, created_at: at.toISOString() };
  });
}
