import { insertGoods } from '../test/insert-goods.ts';
import { openTestEngine } from '../test/open-test-engine.ts';
import { openFile } from '../src/stock/import/open-file.ts';
import { runImport } from '../src/stock/import/run-import.ts';
import { startImport } from '../src/stock/import/start-import.ts';

/** What an import of one file took, measured in a process that does nothing else. */
export interface ImportTaken {
  accepted: number;
  seconds: number;
  cpu_us: number;
  /** The most memory it had at any look. */
  rss_bytes: number;
  rss_before_bytes: number;
}

const rssEveryMs = 50;

process.once('message', (path: string) => void importFile(path));

async function importFile(path: string): Promise<void> {
  const engine = await openTestEngine();
  const { offerId } = await insertGoods(engine, { codes: 0 });
  const rssBefore = process.memoryUsage.rss();
  let rss = rssBefore;
  const look = setInterval(() => (rss = Math.max(rss, process.memoryUsage.rss())), rssEveryMs);
  const cpu = process.cpuUsage();
  const begin = performance.now();
  const source = openFile(path);
  const format = {
    encoding: 'utf-8' as const,
    delimiter: '',
    quoted: false,
    header: false,
    columns: ['code' as const],
  };
  const { id } = await startImport(engine, { offerId, format, source });
  const { accepted } = await runImport(engine, id, source);
  const seconds = (performance.now() - begin) / 1000;
  const used = process.cpuUsage(cpu);
  clearInterval(look);
  await engine.close();
  const taken: ImportTaken = {
    accepted,
    seconds,
    cpu_us: used.user + used.system,
    rss_bytes: rss,
    rss_before_bytes: rssBefore,
  };
  process.send!(taken, () => process.disconnect());
}
