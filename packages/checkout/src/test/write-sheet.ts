import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const style =
  'body{margin:16px;font:14px system-ui}table{border-spacing:12px}th{position:sticky;inset-block-start:0;background:#fff;text-align:start}' +
  'td{vertical-align:top}img{max-inline-size:390px;border:1px solid #ccc}';

/** Writes a page that shows pictures side by side: a row for each state, a column for each look. */
export function writeSheet<Look extends object>(
  folder: string,
  names: readonly string[],
  looks: readonly Look[],
  nameOf: (name: string, look: Look) => string,
): void {
  const head = looks.map((look) => `<th>${Object.values(look).join(' ')}`).join('');
  const rows = names.map((name) => {
    const cells = looks.map((look) => `<td><img loading="lazy" alt="" src="${nameOf(name, look)}">`);
    return `<tr><th>${name}${cells.join('')}\n`;
  });
  const page = `<!doctype html><meta charset="utf-8"><title>States</title><style>${style}</style><table><tr><th>${head}\n${rows.join('')}</table>\n`;
  writeFileSync(join(folder, 'index.html'), page);
}
