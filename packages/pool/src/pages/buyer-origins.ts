import { engineCache } from '../cache/engine-cache.ts';
import { readPictureOrigins } from '../catalog/read-picture-origins.ts';
import type { Engine } from '../engine.ts';

/** The origins beyond our own that a buyer's page needs: where pictures are, and where payment forms go. */
export interface BuyerOrigins {
  pictures: readonly string[];
  forms: readonly string[];
}

/** A product on a new host shows its picture this much later at most. */
const cacheOf = engineCache<string[]>({ ttlMs: 30_000, entriesMax: 1 });

/** Reads those origins: the catalogue's picture hosts and what each channel names, and nothing by pattern. */
export async function buyerOrigins(engine: Engine): Promise<BuyerOrigins> {
  // With the database away the page still shows itself, without pictures, and says so in words.
  const pictures = await cacheOf(engine)
    .get('pictures', () => readPictureOrigins(engine))
    .catch(() => undefined);
  return { pictures: pictures ?? [], forms: formOrigins(engine) };
}

/** Where payment forms may go: to what each channel names. */
export function formOrigins({ channels }: Pick<Engine, 'channels'>): string[] {
  return [...channels.values()].flatMap((channel) => channel.formOrigins ?? []);
}
