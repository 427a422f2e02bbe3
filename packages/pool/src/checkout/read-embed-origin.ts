import type { Engine } from '../engine.ts';

/** The one origin whose page may show this checkout, fixed when it was created; undefined when there is none. */
export async function readEmbedOrigin({ db }: Engine, id: string): Promise<string | undefined> {
  const { rows } = await db.pool.query<{ embed_origin: string | null }>({
    name: 'embed origin',
    text: 'SELECT embed_origin FROM checkout WHERE id = $1',
    values: [id],
  });
  return rows[0]?.embed_origin ?? undefined;
}
