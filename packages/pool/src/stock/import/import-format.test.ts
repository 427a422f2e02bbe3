import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ImportFormat } from './import-format.ts';
import { checkFormat } from './import-format.ts';
import { ImportError } from './import-error.ts';
import { parseLine } from './parse-line.ts';
import { type Chunk, type ImportSource, readChunks } from './read-chunks.ts';

const csv: ImportFormat = {
  encoding: 'utf-8',
  delimiter: ',',
  quoted: true,
  header: false,
  columns: ['serial', null, 'pin'],
};
const terms = { format: csv, codeFields: ['serial', 'pin'], atMs: Date.parse('2026-06-01T12:00:00Z') };
const read = (line: string, over: Partial<ImportFormat> = {}, codeFields = terms.codeFields) =>
  parseLine(line, { ...terms, format: { ...csv, ...over }, codeFields });

test('lines become codes by their columns, and what cannot be one is named', () => {
  assert.deepEqual(read('A1, note ,77'), { serial: 'A1', pin: '77' });
  assert.deepEqual(read('"A,1","say ""x""","7""7",,'), { serial: 'A,1', pin: '7"7' });
  assert.deepEqual(read('卡号1----x----77', { delimiter: '----', quoted: false }), { serial: '卡号1', pin: '77' });
  assert.deepEqual(read('"AB"', { delimiter: '', quoted: false, columns: ['code'] }, ['code']), { code: '"AB"' });
  for (const broken of ['"A,1', 'A1,x,7"7', '"A"1,x,7', 'A1,x,77,88', '"a" ,b,c'])
    assert.equal(read(broken), 'wrong_columns', broken);
  for (const short of ['A1', 'A1,x', 'A1,x,  ', ',x,77']) assert.equal(read(short), 'missing_field', short);
  assert.equal(read(`A1,x,${'7'.repeat(513)}`), 'bad_field');
  assert.equal(read('A1,x,7\u00007'), 'bad_field');
});

test('what a spreadsheet would compute is no code, and a phone number or password is', () => {
  for (const bad of ['=1+1', '@SUM(A1)', '-2+3+cmd|x', '+HYPERLINK("x")', '  =A1'])
    assert.equal(read(`${bad},x,77`, { quoted: false }), 'formula', bad);
  assert.deepEqual(read('+86 138 0000 0000,x,77'), { serial: '+86 138 0000 0000', pin: '77' });
  const account = { columns: ['account', 'password'] as const };
  assert.deepEqual(read('a@b.example,=s3cret', account, ['account']), { account: 'a@b.example', password: '=s3cret' });
});

test('a code that has expired is refused, one that expires today is not', () => {
  const expiring = (text: string) => read(`A1,${text},77`, { columns: ['serial', 'expires_at', 'pin'] });
  assert.equal(expiring('2026-05-31'), 'expired');
  assert.equal(expiring('2026-06-01T12:00:00Z'), 'expired');
  assert.equal(expiring('soon'), 'bad_expiry');
  assert.equal(expiring('2026-13-01'), 'bad_expiry');
  assert.deepEqual(expiring('2026-06-01'), { serial: 'A1', pin: '77', expires_at: '2026-06-01' });
});

test('a format that cannot make codes of the product is refused', () => {
  const refused = (over: Partial<ImportFormat>) =>
    assert.throws(
      () => checkFormat({ ...csv, ...over }, ['serial', 'pin']),
      (error) => error instanceof ImportError && error.code === 'bad_format',
    );
  checkFormat(csv, ['serial', 'pin']);
  refused({ columns: [] });
  refused({ columns: ['serial', 'serial', 'pin'] });
  refused({ columns: ['serial'] });
  refused({ delimiter: '' });
  refused({ delimiter: '\n' });
});

async function collect(chunks: AsyncIterable<Chunk>): Promise<Chunk[]> {
  const all: Chunk[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
}

function sourceOf(text: Buffer, blockBytes: number): ImportSource {
  return {
    name: 'file',
    async *open() {
      for (let at = 0; at < text.length; at += blockBytes) yield text.subarray(at, at + blockBytes);
    },
  };
}

const limits = { rowsMax: 3, bytesMax: 40, lineMax: 16 };
const start = { bytes: 0, lines: 0, sha256: null };
const fileOf = fc.array(fc.constantFrom('', 'a', 'code-1', '\r', 'x'.repeat(15), 'y'.repeat(16), 'z'.repeat(90)), {
  maxLength: 30,
});

test('however a file is cut into blocks, its chunks are its lines, and it can be taken up behind any of them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fileOf,
      fc.boolean(),
      fc.boolean(),
      fc.integer({ min: 1, max: 64 }),
      async (lines, ended, header, blockBytes) => {
        const file = Buffer.from(lines.join('\n') + (ended && lines.length > 0 ? '\n' : ''));
        const source = sourceOf(file, blockBytes);
        const chunks = await collect(readChunks(source, { header, from: start, limits }));
        // A final line break ends the last line; it does not begin another.
        const whole = file.toString().split('\n');
        if (whole.at(-1) === '') whole.pop();
        assert.equal(chunks.at(-1)?.mark.lines ?? 0, whole.length);
        assert.equal(chunks.at(-1)?.mark.bytes ?? 0, file.length);
        const filled = whole.filter((line, index) => line.replace(/\r$/, '') !== '' && !(header && index === 0));
        assert.equal(
          chunks.reduce((sum, { rows }) => sum + rows, 0),
          filled.length,
        );
        const isLong = (index: number) =>
          whole[index]!.length + (index < whole.length - 1 || file.at(-1) === 10 ? 1 : 0) > limits.lineMax;
        assert.deepEqual(
          chunks.flatMap(({ overlong }) => overlong),
          whole.flatMap((_, index) => (isLong(index) ? [index + 1] : [])),
        );
        const kept = Buffer.concat(chunks.map(({ bytes }) => bytes))
          .toString()
          .split('\n');
        for (const [index, line] of whole.entries())
          assert.equal(kept[index], isLong(index) ? line.slice(0, limits.lineMax) : line);
        for (const { bytes, mark } of chunks) {
          assert.ok(bytes.length <= limits.bytesMax + limits.lineMax + 1);
          assert.deepEqual(mark.sha256, createHash('sha256').update(file.subarray(0, mark.bytes)).digest());
        }
        for (const [index, { mark }] of chunks.entries())
          assert.deepEqual(await collect(readChunks(source, { header, from: mark, limits })), chunks.slice(index + 1));
      },
    ),
    { numRuns: 300 },
  );
});

test('the rest of another file is not taken for the rest of this one', async () => {
  const file = Buffer.from('one\ntwo\nthree\nfour\n');
  const [first] = await collect(readChunks(sourceOf(file, 7), { header: false, from: start, limits }));
  const other = Buffer.from(file);
  other[1] = 0x4e;
  for (const changed of [other, file.subarray(0, 5), randomBytes(0)])
    await assert.rejects(
      collect(readChunks(sourceOf(changed, 7), { header: false, from: first!.mark, limits })),
      (error) => error instanceof ImportError && error.code === 'source_changed',
    );
});
