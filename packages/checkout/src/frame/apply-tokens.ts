import { applyTheme } from '../page/setting.ts';
import { readTokens } from './read-tokens.ts';

/** Puts a host's theme and tokens on the document. Setting properties one by one is what a strict style-src allows. */
export function applyTokens(theme: unknown, tokens: unknown): void {
  applyTheme(theme);
  for (const [name, value] of readTokens(tokens)) document.documentElement.style.setProperty(name, value);
}
