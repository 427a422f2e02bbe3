import type { Language } from '@kameng/contract/page';
import { en } from './en.ts';
import type { Strings } from './strings.ts';
import { zhCn } from './zh-cn.ts';

const loaded: Partial<Record<Language, Strings>> = { en, 'zh-CN': zhCn };

const loaders: Partial<Record<Language, () => Promise<Strings>>> = {
  'zh-TW': async () => (await import('./zh-tw.ts')).zhTw,
  ja: async () => (await import('./ja.ts')).ja,
  ar: async () => (await import('./ar.ts')).ar,
};

/** The language's texts if they are here already. */
export function stringsOf(language: Language): Strings | undefined {
  return loaded[language];
}

/** Fetches the language's texts; English where they cannot be had, so nothing waits for ever. */
export async function loadStrings(language: Language): Promise<void> {
  loaded[language] ??= await (loaders[language] ?? loaders.ja!)().catch(() => en);
}
