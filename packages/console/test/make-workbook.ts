import { crc32, deflateRawSync } from 'node:zlib';

/** Packs files into a zip archive, as office programs write it. */
export function makeZip(files: Readonly<Record<string, string | Buffer>>): Buffer<ArrayBuffer> {
  const [parts, directory]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const [bytes, path] = [Buffer.from(content), Buffer.from(name)];
    const packed = deflateRawSync(bytes);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(bytes), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(bytes.length, 18);
    head.writeUInt16LE(path.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    parts.push(Buffer.from('PK\u0003\u0004'), head, path, packed);
    directory.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), head, place, path);
    at += 30 + path.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(parts.length / 4, 8);
  end.writeUInt16LE(parts.length / 4, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end]);
}

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A cell with a text of its own. */
export function inline(reference: string, text: string): string {
  return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escape(text)}</t></is></c>`;
}

interface Parts {
  /** The rows of each sheet by its name, as XML. */
  sheets: Readonly<Record<string, string>>;
  /** The shared strings, as XML. */
  strings?: string;
  /** Formats of numbers that styles 1, 2 … have. */
  formats?: readonly string[];
  settings?: string;
}

/** A workbook in the format of Excel. */
export function makeWorkbook({ sheets, strings = '', formats = [], settings = '' }: Parts): Buffer<ArrayBuffer> {
  const names = Object.keys(sheets);
  const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const related = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${types}/${type}" Target="${target}"/>`;
  return makeZip({
    'xl/workbook.xml': `${xml}<workbook ${main} xmlns:r="${types}"><workbookPr ${settings}/><sheets>${names
      .map((name, at) => `<sheet name="${escape(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships>${names
      .map((_name, at) => related(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`))
      .join(
        '',
      )}${related('s1', 'sharedStrings', 'sharedStrings.xml')}${related('s2', 'styles', 'styles.xml')}</Relationships>`,
    'xl/sharedStrings.xml': `${xml}<sst ${main}>${strings}</sst>`,
    'xl/styles.xml': `${xml}<styleSheet ${main}><numFmts>${formats
      .map((format, at) => `<numFmt numFmtId="${164 + at}" formatCode="${format}"/>`)
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats
      .map((_format, at) => `<xf numFmtId="${164 + at}"/>`)
      .join('')}</cellXfs></styleSheet>`,
    ...Object.fromEntries(
      Object.values(sheets).map((rows, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `${xml}<worksheet ${main}><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
  });
}
