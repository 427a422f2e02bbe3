import type { Engine } from '../engine.ts';
import { resolveRef } from './resolve-ref.ts';

/**
 * Where a buyer with a referral ID that nobody has, or no longer has, is sent instead: to the same address without it. Whoever wrote
 * the link loses the commission, nobody loses the buyer. Undefined when the address may stay as it is.
 * @param url path and query as they were asked for
 */
export async function dropUnknownRef(engine: Engine, url: string): Promise<string | undefined> {
  const [path = '', query = ''] = url.split('?', 2);
  const asked = new URLSearchParams(query);
  const ref = asked.get('ref');
  if (ref === null || (await resolveRef(engine, ref.trim()))) return undefined;
  asked.delete('ref');
  return asked.size > 0 ? `${path}?${asked}` : path;
}
