import type { Client, Language } from '@kameng/client/browser';
import type { HostLine } from '../frame/talk-to-host.ts';
import { chooseLanguage } from '../words/choose-language.ts';
import { loadWords } from '../words/load-words.ts';
import { readTheme, readTokens } from '../frame/read-theme.ts';
import { deviceKeep, tabKeep } from './keep.ts';
import type { Keep } from './keep.ts';
import { isRtl, setSpeech } from './speak.ts';

/** What a page's store stands on. */
export interface Setting {
  /** The pool, in the page's language, on nobody's behalf. */
  client: Client;
  host: HostLine;
  tab: Keep;
  device: Keep;
}

/** Dresses the document (language, direction, theme) and loads the texts. The wish for a language lasts as long as the tab. */
export async function setUp(): Promise<Omit<Setting, 'host'>> {
  const root = document.documentElement;
  const query = new URLSearchParams(location.search);
  const wish = query.get('lang') ?? tabKeep.read<string>('kameng.lang');
  if (wish) tabKeep.write('kameng.lang', wish);
  const language: Language = chooseLanguage([wish, ...navigator.languages]);
  const theme = query.get('theme') ?? tabKeep.read<string>('kameng.theme');
  if (theme) tabKeep.write('kameng.theme', theme);
  applyTheme(theme);
  root.lang = language;
  root.dir = isRtl(language) ? 'rtl' : 'ltr';
  setSpeech(language, await loadWords(language));
  return { client: { pool: location.origin, lang: language }, tab: tabKeep, device: deviceKeep };
}

/** Puts a theme and a host's tokens on the document. Setting properties one by one is what a strict style-src allows. */
export function applyTheme(theme: unknown, tokens?: unknown): void {
  const { dataset, style } = document.documentElement;
  const known = readTheme(theme);
  if (known) dataset['theme'] = known;
  else delete dataset['theme'];
  for (const [name, value] of readTokens(tokens)) style.setProperty(name, value);
}
