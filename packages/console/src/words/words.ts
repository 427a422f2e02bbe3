import { language } from './language.ts';

/** One text in both languages. */
export type Pair = readonly [zh: string, en: string];

/**
 * Texts that speak the language in force: `const say = words({ title: ['成员', 'Members'] })`, then `say.title`. Read inside a
 * component, they redraw it when the language changes.
 */
export function words<Key extends string>(table: Readonly<Record<Key, Pair>>): Readonly<Record<Key, string>> {
  const spoken = {} as Record<Key, string>;
  for (const key of Object.keys(table) as Key[])
    Object.defineProperty(spoken, key, { enumerable: true, get: () => speak(table[key]) });
  return spoken;
}

/** One pair in the language in force. */
export function speak([zh, en]: Pair): string {
  return language.value === 'zh-CN' ? zh : en;
}

/** A text with `{name}` replaced by the value of that name. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_match, name: string) => String(values[name] ?? ''));
}
