import type { Zip } from './open-zip.ts';
import { parseXml } from './parse-xml.ts';
import { WorkbookRefused } from './workbook-fault.ts';

export interface Sheet {
  name: string;
  path: string;
}

/** What a workbook says about itself. */
export interface Book {
  /** Those that are not hidden, as Excel shows them. */
  sheets: readonly Sheet[];
  /** Whether days are counted from 1904. */
  from1904: boolean;
  stringsPath: string | undefined;
  stylesPath: string | undefined;
}

const bookPath = 'xl/workbook.xml';
const sheetsMax = 1000;

/** Reads which sheets a workbook has. Throws WorkbookRefused. */
export async function readBook(zip: Zip): Promise<Book> {
  if (!zip.has(bookPath)) throw new WorkbookRefused('not_a_workbook');
  const paths = new Map<string, string>();
  const byType = new Map<string, string>();
  await parseXml(zip.read('xl/_rels/workbook.xml.rels'), {
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      const { Id = '', Target = '', Type = '' } = attributes();
      const path = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`;
      paths.set(Id, path);
      byType.set(Type.slice(Type.lastIndexOf('/') + 1), path);
    },
  });
  const sheets: Sheet[] = [];
  let from1904 = false;
  await parseXml(zip.read(bookPath), {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = isTrue(attributes()['date1904']);
      if (name !== 'sheet') return;
      const { name: title = '', state = 'visible', ...ids } = attributes();
      const path = paths.get(Object.entries(ids).find(([key]) => key.endsWith(':id'))?.[1] ?? '');
      if (path !== undefined && state === 'visible' && zip.has(path)) sheets.push({ name: title, path });
    },
  });
  if (sheets.length === 0 || sheets.length > sheetsMax) throw new WorkbookRefused('no_sheet');
  return { sheets, from1904, stringsPath: byType.get('sharedStrings'), stylesPath: byType.get('styles') };
}

/** The texts that cells refer to by number; how they are to be read aloud is left out. */
export async function readStrings(zip: Zip, path: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (path === undefined || !zip.has(path)) return strings;
  let [current, inText, aloud] = ['', false, false];
  await parseXml(zip.read(path), {
    open: (name) => {
      if (name === 'si') current = '';
      if (name === 'rPh') aloud = true;
      if (name === 't') inText = !aloud;
    },
    text: (text) => {
      if (inText) current += text;
    },
    close: (name) => {
      if (name === 't') inText = false;
      if (name === 'rPh') aloud = false;
      if (name === 'si') strings.push(current);
    },
  });
  return strings;
}

/** Number formats of cells by the number of their style. */
export async function readFormats(zip: Zip, path: string | undefined): Promise<string[]> {
  const formats: string[] = [];
  if (path === undefined || !zip.has(path)) return formats;
  const own = new Map<string, string>();
  let inCells = false;
  await parseXml(zip.read(path), {
    open: (name, attributes) => {
      if (name === 'numFmt') {
        const { numFmtId = '', formatCode = '' } = attributes();
        own.set(numFmtId, formatCode);
      }
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) {
        const { numFmtId = '0' } = attributes();
        formats.push(own.get(numFmtId) ?? builtIn(Number(numFmtId)));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats;
}

/** Of the formats that have a number instead of being written out, those of dates and times matter. */
function builtIn(id: number): string {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || (id >= 50 && id <= 58) || id === 36) return 'yyyy-mm-dd';
  if ((id >= 18 && id <= 22) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) return 'yyyy-mm-dd hh:mm:ss';
  return '';
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
