import type { Message } from './read-po.ts';

const headerBytes = 28;
const magic = 0x950412de;

/** The binary catalogue that WordPress loads: GNU MO, revision 0, sorted by the bytes of the original, without a hash table. */
export function compileMo(messages: readonly Message[]): Buffer {
  const pairs = messages
    .map(({ context, id, plural, texts }) => ({
      original: Buffer.from(`${context === '' ? '' : `${context}\u0004`}${id}${plural === '' ? '' : `\0${plural}`}`),
      translation: Buffer.from(texts.join('\0')),
    }))
    .toSorted((left, right) => Buffer.compare(left.original, right.original));

  const head = Buffer.alloc(headerBytes + pairs.length * 16);
  const originalsAt = headerBytes;
  const translationsAt = headerBytes + pairs.length * 8;
  for (const [at, value] of [magic, 0, pairs.length, originalsAt, translationsAt, 0, head.length].entries())
    head.writeUInt32LE(value, at * 4);

  const strings: Buffer[] = [];
  let offset = head.length;
  const place = (text: Buffer, entry: number) => {
    head.writeUInt32LE(text.length, entry);
    head.writeUInt32LE(offset, entry + 4);
    strings.push(text, Buffer.from([0]));
    offset += text.length + 1;
  };
  for (const [at, { original }] of pairs.entries()) place(original, originalsAt + at * 8);
  for (const [at, { translation }] of pairs.entries()) place(translation, translationsAt + at * 8);
  return Buffer.concat([head, ...strings]);
}
