import type { ClientBase } from 'pg';

/** How codes may be shown in lists, by their ids. */
export async function maskedOf(client: ClientBase, codeIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await client.query<{ id: string; masked: string }>({
    name: 'masked codes',
    text: 'SELECT id, masked FROM code WHERE id = ANY($1::text[])',
    values: [codeIds],
  });
  return new Map(rows.map(({ id, masked }) => [id, masked]));
}
