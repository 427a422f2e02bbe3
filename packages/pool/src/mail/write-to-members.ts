import type { Scope } from '@kameng/contract/desk-roles';
import { hasScope, type OrganisationKind, type Role } from '@kameng/contract/desk-roles';
import type { ClientBase } from 'pg';
import type { Engine } from '../engine.ts';
import { type NewLetter, queueLetters } from './queue-letters.ts';

/** Members who are written to about one thing. */
const recipientsMax = 50;

/** What an organisation is told. */
export interface News extends Pick<NewLetter, 'template' | 'values'> {
  organisationId: string;
  /** Whose roles hold this is who is told. */
  scope: Scope;
}

/** Queues a letter to each member whom something concerns, in the caller's transaction and in the organisation's language. */
export async function writeToMembers(
  client: ClientBase,
  engine: Pick<Engine, 'keys' | 'now' | 'config'>,
  { organisationId, scope, template, values }: News,
): Promise<void> {
  const { rows } = await client.query<{ email: string; role: Role; kind: OrganisationKind; language: string | null }>(
    `SELECT p.email, m.role, g.kind, s.language FROM member m JOIN person p ON p.id = m.person_id JOIN organisation g ON g.id = m.organisation_id
     LEFT JOIN supplier s ON s.organisation_id = g.id WHERE g.id = $1 ORDER BY m.id LIMIT $2`,
    [organisationId, recipientsMax],
  );
  const letters = rows
    .filter(({ kind, role }) => hasScope(kind, role, scope))
    .map(({ email, language }) => ({
      template,
      recipient: email,
      language: language ?? 'zh-CN',
      // The first page of a desk shows what waits for somebody.
      link: `${engine.config.url}/console/`,
      ...(values && { values }),
    }));
  await queueLetters(client, engine, letters);
}
