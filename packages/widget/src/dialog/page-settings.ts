import type { Settings } from '../loader/settings.ts';

/** The page's settings; without the loader, the pool that served this very file. */
export function pageSettings(): Settings {
  return globalThis.Kameng?.configure() ?? { pool: new URL(import.meta.url).origin };
}
