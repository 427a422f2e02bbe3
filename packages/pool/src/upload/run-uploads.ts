import { transact } from '../database/transact.ts';
import { insertRows } from '../database/insert-rows.ts';
import type { Engine } from '../engine.ts';
import { ImportError } from '../stock/import/import-error.ts';
import { runImport } from '../stock/import/run-import.ts';
import type { LineReport } from '../stock/import/seal-chunk.ts';
import { startImport } from '../stock/import/start-import.ts';
import { examineFile } from './examine-file.ts';
import { openParts } from './open-parts.ts';
import { uploadColumns, type RowCounts, type UploadRow } from './upload-row.ts';

/** For how long nobody else takes an upload up that a process works on; renewed with every part that is read. */
const leaseMs = 60_000;
/** Attempts after which an upload that breaks every time is given up. */
const attemptsMax = 5;
/** Refused lines that the check keeps by number; beyond that they are only counted. */
const faultsMax = 100_000;

/** Job: gets on with one upload that is to be checked or imported, where another process may have left it. */
export async function runUploads(engine: Engine): Promise<number> {
  const row = await lease(engine);
  if (!row) return 0;
  try {
    await (row.status === 'checking' ? check(engine, row) : take(engine, row));
  } catch (error) {
    if (error instanceof Gone || (error instanceof ImportError && error.code === 'taken_over')) return 1;
    if (error instanceof ImportError) await end(engine, row, 'failed', error.message);
    else {
      engine.log.error({ err: error, upload: row.id, attempts: row.attempts }, 'upload broke off');
      if (row.attempts >= attemptsMax) await end(engine, row, 'failed', 'The file could not be worked on.');
    }
  }
  return 1;
}

/** The upload was aborted, or another process has it. */
class Gone extends Error {
  override name = 'Gone';
}

async function lease(engine: Engine): Promise<UploadRow | undefined> {
  const now = engine.now();
  const { rows } = await engine.db.pool.query<UploadRow>(
    `WITH leased AS (
       UPDATE upload SET leased_until = $2, attempts = attempts + 1 WHERE id = (
         SELECT id FROM upload WHERE status IN ('checking', 'importing') AND (leased_until IS NULL OR leased_until <= $1)
         ORDER BY leased_until NULLS FIRST LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING *)
     SELECT ${uploadColumns} FROM leased u`,
    [now, new Date(now.getTime() + leaseMs)],
  );
  return rows[0];
}

/** Keeps others away for another while. Throws Gone when it is no longer ours to work on. */
async function renew(engine: Engine, { id, status, attempts }: UploadRow): Promise<void> {
  const { rowCount } = await engine.db.pool.query(
    'UPDATE upload SET leased_until = $4 WHERE id = $1 AND status = $2 AND attempts = $3',
    [id, status, attempts, new Date(engine.now().getTime() + leaseMs)],
  );
  if (rowCount === 0) throw new Gone();
}

async function check(engine: Engine, row: UploadRow): Promise<void> {
  await engine.db.pool.query('DELETE FROM upload_fault WHERE upload_id = $1', [row.id]);
  let kept = 0;
  const onChunk = async (counts: RowCounts, faults: readonly LineReport[]) => {
    const some = faults.slice(0, faultsMax - kept);
    kept += some.length;
    await transact(engine.db.pool, async (client) => {
      const { rowCount } = await client.query(
        "UPDATE upload SET checked = $3 WHERE id = $1 AND status = 'checking' AND attempts = $2",
        [row.id, row.attempts, counts],
      );
      if (rowCount === 0) throw new Gone();
      await insertRows(
        client,
        'upload_fault',
        [
          ['upload_id', 'text'],
          ['line', 'int'],
          ['reason', 'text'],
        ],
        some.map((fault) => ({ upload_id: row.id, ...fault })),
      );
    });
  };
  const source = openParts(engine, row, () => renew(engine, row));
  const counts = await examineFile(engine, row, source, onChunk);
  await engine.db.pool.query(
    `UPDATE upload SET status = 'checked', checked = $3, leased_until = NULL, updated_at = $4
     WHERE id = $1 AND status = 'checking' AND attempts = $2`,
    [row.id, row.attempts, counts, engine.now()],
  );
}

async function take(engine: Engine, row: UploadRow): Promise<void> {
  const source = openParts(engine, row, () => renew(engine, row));
  let importId = row.import_id;
  if (importId === null) {
    const started = await startImport(engine, { offerId: row.offer_id, format: row.format!, source });
    importId = started.id;
    const { rowCount } = await engine.db.pool.query(
      "UPDATE upload SET import_id = $3 WHERE id = $1 AND status = 'importing' AND attempts = $2 AND import_id IS NULL",
      [row.id, row.attempts, importId],
    );
    if (rowCount === 0) throw new Gone();
  }
  const { status } = await runImport(engine, importId, source);
  if (status === 'done') await end(engine, row, 'done', null);
}

async function end(
  engine: Engine,
  { id, status }: UploadRow,
  to: 'done' | 'failed',
  message: string | null,
): Promise<void> {
  await transact(engine.db.pool, async (client) => {
    const { rowCount } = await client.query(
      'UPDATE upload SET status = $3, message = $4, leased_until = NULL, updated_at = $5 WHERE id = $1 AND status = $2',
      [id, status, to, message, engine.now()],
    );
    if (rowCount === 1) await client.query('DELETE FROM upload_part WHERE upload_id = $1', [id]);
  });
}
