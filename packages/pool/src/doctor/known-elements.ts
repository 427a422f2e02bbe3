import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Attributes that any element may have, for whatever reason the page has. */
const everywhere =
  /^on[a-z]|^(id|class|style|title|hidden|slot|part|exportparts|dir|role|tabindex|key|is)$|^(data|aria|on|v|x|ng|wire|hx)[-:]|^[@:#_]/;

/** What an attribute may say, where that can be told from the outside. */
export const choices: Readonly<Record<string, RegExp>> = {
  product: /^prd_[0-7][0-9a-hjkmnp-tv-z]{25}$/,
  site: /^pk_(test|live)_/,
  ref: /^[A-Z0-9]{4,16}$/,
  mode: /^(redirect|overlay|inline)$/,
  theme: /^(light|dark|auto)$/,
  lang: /^(zh|en|ja|ar)\b/i,
  quantity: /^[1-9]\d{0,4}$/,
};

interface Manifest {
  modules: { declarations: { tagName?: string; attributes?: { name: string }[] }[] }[];
}

/** The attributes of each element, from the manifest that the widget publishes beside its files. */
export async function readKnownElements(widgetFolder: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const path = join(widgetFolder, '..', 'custom-elements.json');
  const { modules } = JSON.parse(await readFile(path, 'utf8')) as Manifest;
  return new Map(
    modules
      .flatMap(({ declarations }) => declarations)
      .filter((each) => each.tagName !== undefined)
      .map(({ tagName = '', attributes = [] }) => [tagName, attributes.map(({ name }) => name)]),
  );
}

/** Whether a page may write this attribute on an element that reads these. */
export function isKnownAttribute(known: readonly string[], name: string): boolean {
  return everywhere.test(name) || known.includes(name.replace(/^data-/, ''));
}
