import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { cleanImage } from './clean-image.ts';

const uses = { evidence: 'evidence_refused', document: 'document_refused' } as const;

/** A part of a PNG file. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A whole and right PNG of one colour and one bit a pixel, which packs a thousandfold. */
function onePlainPng(side: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 1;
  const rows = Buffer.alloc(side * (1 + Math.ceil(side / 8)));
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = chunk('IDAT', deflateSync(rows));
  return Buffer.concat([start, chunk('IHDR', head), data, chunk('IEND', Buffer.alloc(0))]);
}

const photo = (format: 'jpeg' | 'png' | 'webp' | 'gif') =>
  sharp({ create: { width: 40, height: 20, channels: 3, background: '#c33' } })
    .withExif({ IFD0: { Make: 'SECRET-CAMERA' }, IFD3: { GPSLatitude: '31/1 13/1 50/1', GPSLatitudeRef: 'N' } })
    .toFormat(format)
    .toBuffer();

for (const [as, code] of Object.entries(uses) as [keyof typeof uses, string][]) {
  test(`${as}: a picture of 30,000 by 30,000 pixels is refused before it is unpacked`, async () => {
    const bomb = onePlainPng(30_000);
    assert.ok(bomb.length < 200_000, 'it is small as a file');
    const before = process.memoryUsage().rss;
    await assert.rejects(cleanImage(bomb, as), { code });
    // As one byte a pixel it is 900 MB.
    assert.ok(process.memoryUsage().rss - before < 100 * 1024 * 1024, 'it was not unpacked');
    assert.ok((await cleanImage(onePlainPng(1000), as)).length > 0, 'a small one of the kind is taken');
  });

  test(`${as}: place, device and whatever else is no picture is gone`, async () => {
    const taken = await photo('jpeg');
    assert.ok(taken.includes('SECRET-CAMERA'));
    assert.ok((await sharp(taken).metadata()).exif);
    const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), deflateRawSync('<script>alert(1)</script>')]);
    const both = Buffer.concat([taken, zip, Buffer.from('<script>alert(1)</script>')]);
    for (const file of [taken, both]) {
      const clean = await cleanImage(file, as);
      const { exif, xmp, icc, width, height } = await sharp(clean).metadata();
      assert.deepEqual([exif, xmp, icc, width, height], [undefined, undefined, undefined, 40, 20]);
      for (const trace of ['SECRET-CAMERA', 'PK\u0003\u0004', '<script']) assert.ok(!clean.includes(trace), trace);
    }
  });

  test(`${as}: what is drawn by a program, moves, or only calls itself a picture is refused in words`, async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
    const png = await photo('png');
    for (const file of [
      Buffer.from(svg),
      Buffer.from(`<?xml version="1.0"?>${svg}`),
      await photo('gif'),
      Buffer.from('GIF89a/*<script>alert(1)</script>*/'),
      Buffer.from('%PDF-1.7'),
      Buffer.from('PK\u0003\u0004'),
      png.subarray(0, 60),
      Buffer.concat([png.subarray(0, 8), Buffer.from('<script>alert(1)</script>')]),
      Buffer.alloc(0),
    ])
      await assert.rejects(cleanImage(file, as), { code, message: /./ }, file.subarray(0, 12).toString('latin1'));
  });
}
