import type { Language } from '@kameng/client/browser';
import type { ComponentChildren } from 'preact';
import { lang, say } from '../page/speak.ts';
import { languages } from '../words/load-words.ts';

const names = Object.entries(languages) as [Language, { name: string }][];

/** What stands round every step: the page's frame and the way to another language. */
export function Shell({ children, find }: { children: ComponentChildren; find?: boolean }) {
  return (
    <div class="page">
      <main class="card stack">{children}</main>
      <footer class="row muted">
        {find && <a href="/o">{say('find_order')}</a>}
        <select aria-label={say('language')} value={lang} onChange={({ currentTarget }) => speak(currentTarget.value)}>
          {names.map(([code, { name }]) => (
            <option key={code} value={code} lang={code}>
              {name}
            </option>
          ))}
        </select>
      </footer>
    </div>
  );
}

/** Loads the page again in another language; everything the buyer has done is kept for a reload anyway. */
function speak(code: string): void {
  const url = new URL(location.href);
  url.searchParams.set('lang', code);
  location.replace(url);
}
