import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Every text that the plugin asks a translation for, with the files that do: PHP and editor calls, block.json and the header.
 * A text with a context has it in front, with U+0004 between, as in a .mo file.
 */
export function collectTexts(root: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const add = (text: string, file: string) => {
    const files = found.get(text) ?? [];
    if (!files.includes(file)) files.push(file);
    found.set(text, files);
  };
  const call = /\b(?:esc_html__|esc_attr__|esc_html_e|esc_attr_e|__|_e)\(\s*'((?:[^'\\]|\\.)*)'\s*,\s*'kameng'\s*\)/g;
  for (const file of globSync(['plugin/**/*.php', 'src/editor/*.ts'], { cwd: root }).toSorted()) {
    for (const [, text = ''] of readFileSync(join(root, file), 'utf8').matchAll(call))
      add(text.replaceAll(/\\(.)/g, '$1'), file);
  }
  for (const file of globSync('plugin/blocks/*/block.json', { cwd: root }).toSorted()) {
    const block = JSON.parse(readFileSync(join(root, file), 'utf8')) as {
      title: string;
      description: string;
      keywords: string[];
    };
    // The contexts are WordPress' own, from wp-includes/block-i18n.json.
    add(`block title\u0004${block.title}`, file);
    add(`block description\u0004${block.description}`, file);
    for (const keyword of block.keywords) add(`block keyword\u0004${keyword}`, file);
  }
  const main = 'plugin/kameng.php';
  const description = /^ \* Description: (.+)$/m.exec(readFileSync(join(root, main), 'utf8'))?.[1];
  if (description !== undefined) add(description, main);
  return found;
}
