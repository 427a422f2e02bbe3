import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { insertGoods, makeCodes } from '../test/insert-goods.ts';
import { openTestEngine } from '../test/open-test-engine.ts';
import { openFile } from '../src/stock/import/open-file.ts';
import { runImport } from '../src/stock/import/run-import.ts';
import { startImport } from '../src/stock/import/start-import.ts';
import { measureImportFloor } from './import-floor.ts';
import { printLine, round } from './measure.ts';

const sizes = [
  { rows: 100_000, rounds: 3 },
  { rows: 1_000_000, rounds: 1 },
];
const rssEveryMs = 50;

interface ImportRate {
  per_s: number;
  floor_per_s: number;
  cpu_us: number;
  rss_mb: number;
  /** How much of it came with the import. */
  rss_grown_mb: number;
}

/**
 * Imports of whole files (counted, read, parsed, sealed, written and put on the shelf) against a plain COPY of the same rows, each
 * into a fresh database, in turn.
 */
async function benchImport(): Promise<void> {
  for (const { rows, rounds } of sizes) {
    const rates: ImportRate[] = [];
    for (let round = 0; round < rounds; round += 1) rates.push(await measureOnce(rows));
    const middle = rates.toSorted((left, right) => left.per_s / left.floor_per_s - right.per_s / right.floor_per_s)[
      Math.floor(rounds / 2)
    ]!;
    printLine({
      bench: 'import',
      case: `${rows} codes`,
      ...middle,
      ratio_floor: round(middle.per_s / middle.floor_per_s),
    });
  }
}

async function measureOnce(rows: number): Promise<ImportRate> {
  const folder = mkdtempSync(join(tmpdir(), 'kameng-bench-'));
  try {
    const path = join(folder, 'codes.txt');
    await writeCodes(path, rows);
    const imported = await measureImport(path, rows);
    const floorEngine = await openTestEngine({ statementTimeoutMs: 0 });
    const { offerId } = await insertGoods(floorEngine, { codes: 0 });
    const seconds = await measureImportFloor(floorEngine, { offerId, codes: codesOf(rows), folder });
    await floorEngine.close();
    return { ...imported, floor_per_s: Math.round(rows / seconds) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureImport(path: string, rows: number): Promise<Omit<ImportRate, 'floor_per_s'>> {
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
  if (accepted !== rows) throw new Error(`${accepted} of ${rows} codes were accepted`);
  return {
    per_s: Math.round(rows / seconds),
    cpu_us: round((used.user + used.system) / rows),
    rss_mb: Math.round(rss / 1e6),
    rss_grown_mb: Math.round((rss - rssBefore) / 1e6),
  };
}

function* codesOf(rows: number): Generator<string> {
  for (let made = 0; made < rows; made += 1000)
    for (const { code } of makeCodes(Math.min(1000, rows - made))) yield code!;
}

async function writeCodes(path: string, rows: number): Promise<void> {
  const stream = createWriteStream(path);
  for (const code of codesOf(rows)) if (!stream.write(`${code}\n`)) await once(stream, 'drain');
  stream.end();
  await finished(stream);
}

await benchImport();
