import type { Engine } from '../engine.ts';
import { open } from '../stock/code-cipher.ts';
import type { ImportSource } from '../stock/import/read-chunks.ts';
import type { UploadRow } from './upload-row.ts';

/** What a part is sealed about, so that none can stand in for another. */
export function partName(uploadId: string, number: number): string {
  return `${uploadId} ${number}`;
}

/**
 * The file of an upload as the source of an import; one part at a time is in memory.
 * @param onPart told before each part; may throw to end the reading
 */
export function openParts(
  { db, keys }: Pick<Engine, 'db' | 'keys'>,
  { id, file_name, parts }: Pick<UploadRow, 'id' | 'file_name' | 'parts'>,
  onPart: () => Promise<void> = () => Promise.resolve(),
): ImportSource {
  return {
    name: file_name,
    async *open() {
      for (let number = 0; number < parts; number += 1) {
        await onPart();
        const { rows } = await db.pool.query<{ sealed: Buffer }>(
          'SELECT sealed FROM upload_part WHERE upload_id = $1 AND number = $2',
          [id, number],
        );
        if (!rows[0]) throw new Error(`part ${number} of ${id} is gone`);
        yield open(keys.document, rows[0].sealed, partName(id, number));
      }
    },
  };
}
