import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { crc32, inflateRawSync } from 'node:zlib';
import { buildPlugin } from './build-plugin.ts';

test('the zip is the same bytes every time and holds what a site needs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kameng-zip-'));
  try {
    const first = readFileSync(await buildPlugin(join(folder, 'one')));
    const second = readFileSync(await buildPlugin(join(folder, 'two')));
    assert.ok(first.equals(second), 'two builds differ');
    const files = readZip(first);
    for (const name of [
      'kameng.php',
      'readme.txt',
      'uninstall.php',
      'assets/editor.js',
      'languages/kameng-zh_CN.mo',
      'languages/kameng-zh_CN-kameng-editor.json',
    ])
      assert.ok(files.has(`kameng/${name}`), name);
    assert.ok([...files.keys()].every((name) => name.startsWith('kameng/') && !/\.ts$|test|node_modules/.test(name)));
    assert.doesNotMatch(files.get('kameng/assets/editor.js')!.toString(), /node_modules|sourceMappingURL/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Reads back by the local headers, checking each checksum. */
function readZip(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  let at = 0;
  while (zip.readUInt32LE(at) === 0x04034b50) {
    const [checksum, packed, size, nameLength] = [
      zip.readUInt32LE(at + 14),
      zip.readUInt32LE(at + 18),
      zip.readUInt32LE(at + 22),
      zip.readUInt16LE(at + 26),
    ];
    const start = at + 30 + nameLength;
    const data = inflateRawSync(zip.subarray(start, start + packed));
    assert.deepEqual([data.length, crc32(data)], [size, checksum]);
    files.set(zip.subarray(at + 30, start).toString(), data);
    at = start + packed;
  }
  return files;
}
