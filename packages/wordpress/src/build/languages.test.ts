import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { collectTexts } from './collect-texts.ts';
import { compileMo } from './compile-mo.ts';
import { readPo } from './read-po.ts';
import { updatePo } from './update-po.ts';

const root = join(import.meta.dirname, '../..');

test('every text is translated, and the .po files say where each is used', () => {
  const texts = collectTexts(root);
  assert.ok(texts.size > 50, 'the texts were found');
  for (const file of globSync('plugin/languages/*.po', { cwd: root })) {
    const po = readFileSync(join(root, file), 'utf8');
    assert.equal(po, updatePo(po, texts), `${file} is behind: node packages/wordpress/src/build/update-po.ts`);
    const known = new Set(readPo(po).map(({ context, id }) => (context === '' ? id : `${context}\u0004${id}`)));
    assert.deepEqual(
      [...texts.keys()].filter((text) => !known.has(text)),
      [],
      file,
    );
  }
});

test('a translation keeps the places for values', () => {
  const places = (text: string) => (text.match(/%(\d\$)?[sd]/g) ?? []).toSorted();
  for (const file of globSync('plugin/languages/*.po', { cwd: root }))
    for (const { id, texts } of readPo(readFileSync(join(root, file), 'utf8')))
      for (const text of texts) assert.deepEqual(places(text), places(id), text);
});

test('a compiled catalogue gives back what went in, sorted for a binary search', () => {
  const mo = compileMo(
    readPo(
      'msgid ""\nmsgstr "Language: x\\n"\n\nmsgctxt "c"\nmsgid "b"\nmsgstr "卡密"\n\n#, fuzzy\nmsgid "f"\nmsgstr "no"\n\nmsgid "a"\nmsgid_plural "as"\nmsgstr[0] "one"\nmsgstr[1] "more"\n',
    ),
  );
  const count = mo.readUInt32LE(8);
  const text = (table: number, at: number) => {
    const entry = mo.readUInt32LE(table) + at * 8;
    const offset = mo.readUInt32LE(entry + 4);
    return mo.subarray(offset, offset + mo.readUInt32LE(entry)).toString();
  };
  const pairs = Array.from({ length: count }, (_, at) => [text(12, at), text(16, at)]);
  assert.deepEqual(pairs, [
    ['', 'Language: x\n'],
    ['a\0as', 'one\0more'],
    ['c\u0004b', '卡密'],
  ]);
});
