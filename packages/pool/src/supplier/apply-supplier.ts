import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { createId } from '@kameng/contract/id';
import { ApiError } from '../api-error.ts';
import { addMember, createOrganisation } from '../account/create-organisation.ts';
import { recordAudit } from '../account/record-audit.ts';
import { transact } from '../database/transact.ts';
import type { DeskInput, PersonContext } from '../http/serve-desk.ts';
import { readSupplier } from './supplier-row.ts';

/** Suppliers that one person may own before somebody looks at it. */
const ownedMax = 5;

/** Makes a supplier with its organisation, whose owner is whoever applied. Throws `account_limit`. */
export async function applySupplier(
  ctx: PersonContext,
  { body }: DeskInput<'applySupplier'>,
): Promise<DeskAnswer<'applySupplier'>> {
  const { person } = ctx.actor;
  const at = ctx.now();
  return transact(ctx.db.pool, async (client) => {
    const { rows } = await client.query<{ owned: number }>(
      `SELECT (SELECT count(*) FROM member m JOIN organisation g ON g.id = m.organisation_id
               WHERE m.person_id = p.id AND m.role = 'owner' AND g.kind = 'supplier') AS owned
       FROM person p WHERE id = $1 FOR UPDATE`,
      [person.id],
    );
    if (rows[0]!.owned >= ownedMax) throw new ApiError('account_limit');
    const organisationId = await createOrganisation(client, at, { kind: 'supplier', name: body.name });
    await addMember(client, at, { organisationId, personId: person.id, role: 'owner' });
    const id = createId('supplier', at.getTime());
    await client.query(
      "INSERT INTO supplier (id, name, status, language, organisation_id, created_at) VALUES ($1, $2, 'applied', $3, $4, $5)",
      [id, body.name, body.language, organisationId, at],
    );
    await recordAudit(client, ctx, { action: 'supplier.applied', object_id: id, after: body, organisationId });
    return readSupplier(client, id);
  });
}
