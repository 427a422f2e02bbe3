import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectTexts } from './collect-texts.ts';
import { readPo } from './read-po.ts';

const quote = (text: string) => JSON.stringify(text);

/** A .po file brought up to the source: kept translations in the order of the files, and an empty `msgstr` for what is new. */
export function updatePo(po: string, texts: ReadonlyMap<string, string[]>): string {
  const [header, ...known] = readPo(po);
  if (header === undefined || header.id !== '') throw new Error('the .po file does not start with its header');
  const translations = new Map(known.map(({ context, id, texts: [text = ''] }) => [`${context}\u0004${id}`, text]));
  const head = (header.texts[0] ?? '').split('\n').filter(Boolean);
  const blocks = [['msgid ""', 'msgstr ""', ...head.map((line) => quote(`${line}\n`))].join('\n')];
  for (const [key, files] of texts) {
    const [id = '', context = ''] = key.split('\u0004').toReversed();
    const lines = files.map((file) => `#: ${file}`);
    if (context !== '') lines.push(`msgctxt ${quote(context)}`);
    lines.push(`msgid ${quote(id)}`, `msgstr ${quote(translations.get(`${context}\u0004${id}`) ?? '')}`);
    blocks.push(lines.join('\n'));
  }
  return `${blocks.join('\n\n')}\n`;
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '../..');
  const path = join(root, 'plugin/languages/kameng-zh_CN.po');
  writeFileSync(path, updatePo(readFileSync(path, 'utf8'), collectTexts(root)));
}
