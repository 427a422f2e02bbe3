import { fork } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { insertGoods, makeCodes } from '../test/insert-goods.ts';
import { openTestEngine } from '../test/open-test-engine.ts';
import { memoryFlags } from '../src/workers/memory-flags.ts';
import type { ImportTaken } from './import-file.ts';
import { measureImportFloor } from './import-floor.ts';
import { printLine, round } from './measure.ts';

const sizes = [
  { rows: 100_000, rounds: 3 },
  { rows: 1_000_000, rounds: 1 },
];

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
  const child = fork(join(import.meta.dirname, 'import-file.ts'), { execArgv: [...memoryFlags] });
  const died = once(child, 'exit').then(([code]) => {
    throw new Error(`the import ended with ${code}`);
  });
  child.send(path);
  const [taken] = (await Promise.race([once(child, 'message'), died])) as [ImportTaken];
  await died.catch(() => undefined);
  const { accepted, seconds, cpu_us, rss_bytes, rss_before_bytes } = taken;
  if (accepted !== rows) throw new Error(`${accepted} of ${rows} codes were accepted`);
  return {
    per_s: Math.round(rows / seconds),
    cpu_us: round(cpu_us / rows),
    rss_mb: Math.round(rss_bytes / 1e6),
    rss_grown_mb: Math.round((rss_bytes - rss_before_bytes) / 1e6),
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
