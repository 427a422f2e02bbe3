import { createId } from '@kameng/contract/id';
import type { MemberActor } from '../src/engine.ts';
import type { MemberContext } from '../src/http/serve-desk.ts';
import { addMember, createOrganisation } from '../src/account/create-organisation.ts';
import { transact } from '../src/database/transact.ts';
import type { TestEngine } from './open-test-engine.ts';

/** The owner of an operator, at work without HTTP: whether they may is decided at the door. */
export async function openOperatorSeat(engine: TestEngine, name = 'Lin Yue'): Promise<MemberContext> {
  const at = engine.now();
  const personId = createId('person');
  const organisationId = await transact(engine.db.pool, async (client) => {
    const id = await createOrganisation(client, at, { kind: 'operator', name: 'Pool' });
    await client.query('INSERT INTO person (id, name, email, email_verified) VALUES ($1, $2, $3, true)', [
      personId,
      name,
      `${personId}@pool.example`,
    ]);
    await addMember(client, at, { organisationId: id, personId, role: 'owner' });
    return id;
  });
  const actor: MemberActor = {
    kind: 'member',
    role: 'owner',
    by: { kind: 'person', id: personId, name },
    organisation: {
      id: organisationId,
      kind: 'operator',
      name: 'Pool',
      createdAt: at,
      supplierId: undefined,
      agentId: undefined,
      siteIds: [],
    },
  };
  return engine.as(actor) as MemberContext;
}
