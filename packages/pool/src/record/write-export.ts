import { readRecords, exportOrdersMax, type Whose } from './read-records.ts';

/** An export as JSON, piece by piece; `complete` comes last, so a cut-off one is known by its lack. */
export async function* writeExport(reader: Parameters<typeof readRecords>[0], whose: Whose): AsyncGenerator<string> {
  yield `{"made_at":${JSON.stringify(reader.now().toISOString())},"orders":[`;
  let orders = 0;
  for await (const record of readRecords(reader, whose)) {
    yield `${orders === 0 ? '' : ','}\n${JSON.stringify(record)}`;
    orders += 1;
  }
  yield `\n],"complete":${orders < exportOrdersMax}}\n`;
}
