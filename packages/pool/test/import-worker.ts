import { openDatabase } from '../src/database/open-database.ts';
import { deriveKeys } from '../src/keys/keys.ts';
import { openFile } from '../src/stock/import/open-file.ts';
import { readImport } from '../src/stock/import/read-import.ts';
import { runImport } from '../src/stock/import/run-import.ts';

/** What a process that goes on with an import is told. */
export interface ImportOrders {
  url: string;
  secret: string;
  importId: string;
  file: string;
}

/** Told after a chunk was written: how many rows are done. */
export type ImportNews = { rows_done: number } | { finished: true };

process.once('message', (orders: ImportOrders) => void work(orders));

async function work({ url, secret, importId, file }: ImportOrders): Promise<void> {
  const db = openDatabase(url, { poolMax: 3, applicationName: 'kameng-test', statementTimeoutMs: 30_000 });
  const root = Buffer.from(secret, 'hex');
  const engine = { db, keys: deriveKeys({ id: 'test', key: root }, root), now: () => new Date() };
  const source = openFile(file);
  const { name } = source;
  let told = 0;
  // Between blocks of the file the parent hears how far the database is, and may kill this process at any moment.
  async function* open(): AsyncGenerator<Uint8Array> {
    for await (const block of source.open()) {
      const { rows_done } = await readImport(db.pool, importId);
      if (rows_done > told) process.send!({ rows_done } satisfies ImportNews);
      told = rows_done;
      yield block;
    }
  }
  await runImport(engine, importId, { name, open });
  process.send!({ finished: true } satisfies ImportNews);
  await db.pool.end();
  process.disconnect();
}
