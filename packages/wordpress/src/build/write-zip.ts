import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  /** Path inside the archive, with forward slashes. */
  name: string;
  data: Buffer;
}

/** 1 January 2020, 00:00, as MS-DOS writes it: an archive that tells when it was made is never the same twice. */
const dosDate = ((2020 - 1980) << 9) | (1 << 5) | 1;
const versionNeeded = 20;
const utf8Names = 0x0800;
const deflated = 8;
const regularFile = 0o100_644;

/** A zip of the entries in the given order, by PKWARE's APPNOTE 6.3.3 without any extra. */
export function writeZip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data } of entries) {
    const path = Buffer.from(name, 'utf8');
    const packed = deflateRawSync(data, { level: 9 });
    const about = Buffer.alloc(26);
    about.writeUInt16LE(versionNeeded, 0);
    about.writeUInt16LE(utf8Names, 2);
    about.writeUInt16LE(deflated, 4);
    about.writeUInt16LE(dosDate, 8);
    about.writeUInt32LE(crc32(data), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(data.length, 18);
    about.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), about, path, packed]);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(regularFile * 2 ** 16, 6);
    where.writeUInt32LE(offset, 10);
    // The high byte says Unix, so that the file mode above counts.
    const madeBy = Buffer.from([versionNeeded, 3]);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), madeBy, about, where, path]));
    parts.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, end]);
}
