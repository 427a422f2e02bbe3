import type { KeyObject } from 'node:crypto';
import type { CodeFields } from '@kameng/contract/order';
import type { Engine } from '../engine.ts';
import { openCode } from './code-cipher.ts';
import { openDataKey, type WrappedDataKey } from './data-key.ts';

interface SealedRow extends WrappedDataKey {
  id: string;
  secret: Buffer;
}

/** Opens codes. The caller has checked whose they are and keeps the record of who saw them. */
export async function revealCodes(
  engine: Pick<Engine, 'db' | 'keys'>,
  codeIds: readonly string[],
): Promise<Map<string, CodeFields>> {
  const { rows } = await engine.db.pool.query<SealedRow>({
    name: 'sealed codes',
    text: 'SELECT code.id, code.secret, code.batch_id, code_batch.master_key_id, code_batch.data_key FROM code JOIN code_batch ON code_batch.id = code.batch_id WHERE code.id = ANY($1::text[])',
    values: [codeIds],
  });
  const dataKeys = new Map<string, KeyObject>();
  const codes = new Map<string, CodeFields>();
  for (const { id, secret, ...batch } of rows) {
    const dataKey = dataKeys.get(batch.batch_id) ?? openDataKey(engine.keys, batch);
    dataKeys.set(batch.batch_id, dataKey);
    codes.set(id, openCode(dataKey, id, secret));
  }
  return codes;
}
