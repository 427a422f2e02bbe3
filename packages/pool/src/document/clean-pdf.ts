import { ApiError } from '../api-error.ts';
import { readPdf, type Pdf, type PdfObject } from './read-pdf.ts';
import { PdfBroken, type PdfValue } from './read-pdf-value.ts';

/** Names with which a PDF does something or carries something (ISO 32000-2 §12.6, §12.7, §7.11), and what that is. */
const refusedNames: Readonly<Record<string, string>> = {
  JavaScript: 'a script',
  JS: 'a script',
  Launch: 'a command that starts a program',
  EmbeddedFile: 'another file',
  EmbeddedFiles: 'another file',
  EF: 'another file',
  FileAttachment: 'another file',
  GoToE: 'another file',
  GoToR: 'a way to another file',
  SubmitForm: 'a form that sends what is typed',
  ImportData: 'a form that reads files',
  XFA: 'a form that is a program',
  RichMedia: 'a film or a sound',
  Rendition: 'a film or a sound',
  Movie: 'a film or a sound',
  Sound: 'a film or a sound',
};

/** What helps in every case. */
const way = 'Print it to a new PDF, or send it as pictures.';

/**
 * Reads a PDF and writes it anew: what its pages do not lead to is gone, and what a viewer sees is what was looked at here. One that
 * is encrypted, runs something or carries other files is refused. Throws `document_refused`.
 */
export function cleanPdf(bytes: Buffer): Buffer {
  try {
    const pdf = readPdf(bytes);
    if (pdf.trailer.has('Encrypt')) throw refuse('It is encrypted.');
    return write(pdf);
  } catch (cause) {
    if (!(cause instanceof PdfBroken)) throw cause;
    throw refuse('It is no PDF that can be read.', cause);
  }
}

function refuse(why: string, cause?: unknown): ApiError {
  return new ApiError('document_refused', { detail: `${why} ${way}`, ...(cause !== undefined && { cause }) });
}

/** Every object that the catalogue leads to, in the plainest form there is (ISO 32000-2 §7.5). */
function write({ objects, trailer }: Pdf): Buffer {
  const root = trailer.get('Root');
  const catalogue = root?.kind === 'reference' ? objects.get(root.number)?.value : undefined;
  if (root?.kind !== 'reference' || catalogue?.kind !== 'dictionary' || !catalogue.entries.has('Pages'))
    throw new PdfBroken();
  const parts = ['%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'];
  let length = parts[0]!.length;
  const places = new Map<number, number>();
  // A set is gone through with what is added to it on the way.
  const led = new Set([root.number]);
  const lead = (number: number) => {
    // What leads nowhere is null (ISO 32000-2 §7.3.10).
    if (!objects.has(number)) return 'null';
    led.add(number);
    return `${number} 0 R`;
  };
  for (const number of led) {
    const part = `${number} 0 obj\n${show(objects.get(number)!, lead)}\nendobj\n`;
    places.set(number, length);
    parts.push(part);
    length += part.length;
  }
  const size = 1 + [...led].reduce((left, right) => Math.max(left, right));
  const table = [...places]
    .toSorted(([left], [right]) => left - right)
    .map(([number, place]) => `${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`);
  parts.push(
    `xref\n0 1\n0000000000 65535 f \n${table.join('')}trailer\n<</Size ${size}/Root ${root.number} 0 R>>\nstartxref\n${length}\n%%EOF\n`,
  );
  return Buffer.from(parts.join(''), 'latin1');
}

/** Writes where a number leads, and sees to it that it is written too. */
type Lead = (number: number) => string;

function show({ value, stream }: PdfObject, lead: Lead): string {
  if (stream === undefined || value.kind !== 'dictionary') return showValue(value, lead);
  // The bytes that lie in another file would be fetched from there.
  if (value.entries.has('F')) throw refuse('It has a way to another file.');
  const entries = new Map(value.entries).set('Length', { kind: 'raw', text: String(stream.length) });
  return `${showValue({ kind: 'dictionary', entries }, lead)}\nstream\n${stream}\nendstream`;
}

function showValue(value: PdfValue, lead: Lead): string {
  switch (value.kind) {
    case 'raw':
      return value.text;
    case 'name':
      return showName(value.name);
    case 'reference':
      return lead(value.number);
    case 'array':
      return `[${value.items.map((item) => showValue(item, lead)).join(' ')}]`;
    case 'dictionary':
      return `<<${[...value.entries].map(([name, entry]) => `${showName(name)} ${showValue(entry, lead)}`).join('\n')}>>`;
  }
}

function showName(name: string): string {
  const what = Object.hasOwn(refusedNames, name) ? refusedNames[name] : undefined;
  if (what !== undefined) throw refuse(`It has ${what} in it.`);
  const written = name.replaceAll(
    /[^!"$&'*-.0-;=?-Z\\^-z|~]/g,
    (sign) => `#${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return `/${written}`;
}
