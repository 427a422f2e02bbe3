import { demoDesks, demoPassword } from '../demo/parties.ts';
import { addMember, createOrganisation } from './account/create-organisation.ts';
import { authOf } from './account/open-auth.ts';
import { storeDeskKey } from './account/store-desk-key.ts';
import { transact } from './database/transact.ts';
import type { Engine } from './engine.ts';

/** Gives each kind of desk an organisation of the demo, with its owner's log-in and a key. Adds only what is missing. */
export async function seedDemoDesks(engine: Engine): Promise<void> {
  const at = engine.now();
  const { rows } = await engine.db.pool.query<{ id: string }>('SELECT id FROM person_login WHERE id = ANY ($1)', [
    demoDesks.map(({ loginId }) => loginId),
  ]);
  const have = new Set(rows.map(({ id }) => id));
  for (const desk of demoDesks.filter(({ loginId }) => !have.has(loginId))) {
    const hash = await (await authOf(engine).$context).password.hash(demoPassword);
    await transact(engine.db.pool, async (client) => {
      await createOrganisation(client, at, { id: desk.organisationId, kind: desk.kind, name: desk.name });
      await client.query(
        'INSERT INTO person (id, name, email, email_verified, created_at, updated_at) VALUES ($1, $2, $3, true, $4, $4) ON CONFLICT DO NOTHING',
        [desk.personId, desk.owner, desk.email, at],
      );
      await client.query(
        `INSERT INTO person_login (id, person_id, account_id, provider_id, password, created_at, updated_at)
         VALUES ($1, $2, $2, 'credential', $3, $4, $4) ON CONFLICT DO NOTHING`,
        [desk.loginId, desk.personId, hash, at],
      );
      await addMember(client, at, { organisationId: desk.organisationId, personId: desk.personId, role: 'owner' });
      await storeDeskKey(client, at, {
        organisationId: desk.organisationId,
        name: 'Demo',
        role: 'manager',
        key: desk.key,
      });
      for (const [table, ids] of Object.entries(desk.parties))
        await client.query(`UPDATE ${table} SET organisation_id = $1 WHERE id = ANY ($2)`, [desk.organisationId, ids]);
    });
  }
}
