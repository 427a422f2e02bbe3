import type { Client, Language } from '@kameng/client/browser';
import type { HostLine } from './host-line.ts';
import { chooseLanguage } from '../words/choose-language.ts';
import { fetchWithProof } from './fetch-with-proof.ts';
import { deviceKeep, tabKeep } from './keep.ts';
import type { Keep } from './keep.ts';
import { isRtl, speak } from './speak.ts';

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
  await speak(language);
  return { client: { pool: location.origin, lang: language, fetch: fetchWithProof }, tab: tabKeep, device: deviceKeep };
}

/** Puts a theme on the document; anything but `light` and `dark` leaves the choice to the system. */
export function applyTheme(theme: unknown): void {
  const { dataset } = document.documentElement;
  if (theme === 'light' || theme === 'dark') dataset['theme'] = theme;
  else delete dataset['theme'];
}
