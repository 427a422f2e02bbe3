import { createId } from '@kameng/contract/id';
import type { Language } from '@kameng/contract/page';
import type { ClientBase } from 'pg';

/** Makes an organisation a supplier that has applied: nothing of it is sold before it is verified. Answers its id. */
export async function insertSupplier(
  client: ClientBase,
  at: Date,
  { organisationId, name, language }: { organisationId: string; name: string; language: Language },
): Promise<string> {
  const id = createId('supplier', at.getTime());
  await client.query(
    "INSERT INTO supplier (id, name, status, language, organisation_id, created_at) VALUES ($1, $2, 'applied', $3, $4, $5)",
    [id, name, language, organisationId, at],
  );
  return id;
}
