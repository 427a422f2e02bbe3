import type { Engine } from '../engine.ts';

/** Most hosts a catalogue may have its pictures on; a policy is a header, and headers have an end. */
const originsMax = 20;

/** The https origins, other than the pool's own, that products have their pictures on. */
export async function readPictureOrigins({ db, config }: Engine): Promise<string[]> {
  const { rows } = await db.pool.query<{ origin: string }>({
    name: 'picture origins',
    text: String.raw`SELECT DISTINCT lower(substring(image_url FROM '^https://[A-Za-z0-9.-]+(?::\d+)?(?=/)')) AS origin
      FROM product WHERE image_url LIKE 'https://%' ORDER BY 1 LIMIT $1`,
    values: [originsMax],
  });
  return rows.flatMap(({ origin }) => (origin && origin !== config.url ? [origin] : []));
}
