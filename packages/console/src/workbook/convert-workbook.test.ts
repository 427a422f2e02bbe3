import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inline, makeWorkbook, makeZip } from '../../test/make-workbook.ts';
import { convertWorkbook } from './convert-workbook.ts';

async function read(bytes: Buffer<ArrayBuffer>, sheet?: string) {
  const found = await convertWorkbook(new Blob([bytes]), { sheet });
  assert.equal(found.kind, 'csv');
  return {
    text: found.kind === 'csv' ? await found.csv.text() : '',
    warnings: found.kind === 'csv' ? found.warnings : [],
  };
}
const refused = (bytes: Buffer<ArrayBuffer>, fault: string, most?: number) =>
  assert.rejects(convertWorkbook(new Blob([bytes]), most === undefined ? {} : { most }), { fault }, fault);
const row = (nth: number, cells: string) => `<row r="${nth}">${cells}</row>`;

test('texts come as they are, numbers with their digits, dates as dates, and rows keep their numbers', async () => {
  const book = makeWorkbook({
    formats: ['0000000000', 'yyyy/m/d;@', '#,##0.00', '[$-409]0" days"'],
    strings:
      '<si><t>卡密</t></si><si><r><t>AB</t></r><r><t xml:space="preserve">-CD &amp; 1</t></r><rPh><t>ka</t></rPh></si><si><t>0012345678901234</t></si>',
    sheets: {
      Codes: [
        row(1, `<c r="A1" t="s"><v>0</v></c>${inline('B1', 'serial, "no"')}<c r="C1" t="str"><f>1</f><v>until</v></c>`),
        row(2, '<c r="A2" t="s"><v>1</v></c><c r="B2" s="1"><v>42</v></c><c r="C2" s="2"><v>46752</v></c>'),
        row(4, '<c r="A4" t="s"><v>2</v></c><c r="B4"><v>123456789012345</v></c>'),
        row(
          5,
          `<c r="A5" s="3"><v>0.10000000000000001</v></c><c r="B5" s="4"><v>7</v></c>${inline('C5', ' a_x005F_x0041_ ')}`,
        ),
      ].join(''),
    },
  });
  const { text, warnings } = await read(book);
  assert.deepEqual(text.split('\n'), [
    '卡密,"serial, ""no""",until',
    'AB-CD & 1,0000000042,2027-12-31',
    '',
    '0012345678901234,123456789012345,',
    '0.1,7,a_x0041_',
    '',
  ]);
  assert.deepEqual(warnings, []);
  assert.equal((await read(book)).text, text, 'what goes on after a break has to be the same');
});

test('what Excel has destroyed is left empty, with the rows that have it', async () => {
  const numbers = ['1.2345678901234501E+17', '1234567890123456', '1E5', '12'];
  const { text, warnings } = await read(
    makeWorkbook({
      sheets: {
        Codes: [
          ...numbers.map((number, at) =>
            row(at + 1, `${inline(`A${at + 1}`, 'x')}<c r="B${at + 1}"><v>${number}</v></c>`),
          ),
          row(5, '<c r="A5" t="e"><v>#REF!</v></c>'),
          row(6, inline('A6', 'two\nlines')),
        ].join(''),
      },
    }),
  );
  assert.equal(text, 'x,\nx,\nx,\nx,12\n\n\n');
  assert.deepEqual(warnings, [
    { fault: 'digits', count: 3, rows: [1, 2, 3] },
    { fault: 'error', count: 1, rows: [5] },
    { fault: 'breaks', count: 1, rows: [6] },
  ]);
});

test('of several sheets one is chosen; days may be counted from 1904', async () => {
  const book = makeWorkbook({
    settings: 'date1904="1"',
    formats: ['d-mmm-yy'],
    sheets: { Notes: row(1, inline('A1', 'hello')), 'Codes & more': row(1, '<c r="A1" s="1"><v>45290</v></c>') },
  });
  assert.deepEqual(await convertWorkbook(new Blob([book])), { kind: 'sheets', sheets: ['Notes', 'Codes & more'] });
  assert.equal((await read(book, 'Codes & more')).text, '2027-12-31\n');
});

test('what is no workbook, locked, broken or a bomb is refused', async () => {
  await refused(Buffer.from('code\nABC'), 'not_a_workbook');
  await refused(makeZip({ 'word/document.xml': '<w/>' }), 'not_a_workbook');
  await refused(Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600)]), 'locked');
  const one = makeWorkbook({ sheets: { Codes: row(1, inline('A1', 'x'.repeat(2000))) } });
  await refused(one.subarray(0, one.length - 40), 'broken');
  const bent = Buffer.from(one);
  bent.fill(0xff, one.indexOf('sheet1.xml') + 12, one.indexOf('sheet1.xml') + 40);
  await refused(bent, 'broken');
  await refused(makeWorkbook({ sheets: { Codes: '<row r="1"><c r="A1">' } }), 'broken');
  await refused(makeWorkbook({ sheets: { Codes: row(1_048_577, inline('A1', 'x')) } }), 'too_many_rows');
  await refused(makeWorkbook({ sheets: { Codes: row(1, inline('AG1', 'x')) } }), 'too_many_columns');
  // Counted as it comes out: a directory can say anything.
  const bomb = makeWorkbook({ sheets: { Codes: `${row(1, inline('A1', 'x'))}${'<row/>'.repeat(200_000)}` } });
  assert.ok(bomb.length < 20_000);
  await refused(bomb, 'too_large', 1_000_000);
  await refused(makeWorkbook({ sheets: { Codes: 'x'.repeat(3_000_000) } }), 'broken');
});
