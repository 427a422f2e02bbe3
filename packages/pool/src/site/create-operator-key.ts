import { randomBytes } from 'node:crypto';
import type { Engine } from '../engine.ts';
import { storeApiKey } from './create-api-key.ts';

/** Makes a key for the operator. Its text is in the answer and nowhere else: only a hash and a hint are kept. */
export async function createOperatorKey(engine: Pick<Engine, 'db' | 'now'>): Promise<{ id: string; key: string }> {
  const key = `op_${randomBytes(24).toString('base64url')}`;
  return { id: await storeApiKey(engine, { siteId: null, kind: 'operator', key }), key };
}
