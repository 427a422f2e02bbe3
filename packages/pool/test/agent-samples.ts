import type { DeskRouteName } from '@kameng/contract/desk-routes';
import { createId } from '@kameng/contract/id';
import type { Make, Sample } from './desk-samples.ts';

/** A referral ID that nobody has. */
const sampleRef = () => createId('agent').slice(-12).toUpperCase();

/** The agent that an organisation is, made when it is none yet. */
const agent: Make = async ({ engine }, { organisationId }) => {
  await engine.db.pool.query(
    `INSERT INTO agent (id, ref, name, level, organisation_id, created_at) VALUES ($1, $4, 'Sample', 1, $2, $3)
     ON CONFLICT (organisation_id) DO NOTHING`,
    [createId('agent'), organisationId, engine.now(), sampleRef()],
  );
  const { rows } = await engine.db.pool.query<{ id: string }>('SELECT id FROM agent WHERE organisation_id = $1', [
    organisationId,
  ]);
  return rows[0]!.id;
};

const link: Make = async (pool, seat) => {
  const id = createId('agentLink');
  await pool.engine.db.pool.query(
    "INSERT INTO agent_link (id, agent_id, ref, label, created_at) VALUES ($1, $2, $4, 'Sample', $3)",
    [id, await agent(pool, seat), pool.engine.now(), sampleRef()],
  );
  return id;
};

/** Samples of the agent's calls. */
export const agentSamples = { removeAgentLink: { id: link } } as const satisfies Partial<Record<DeskRouteName, Sample>>;
