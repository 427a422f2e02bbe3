import { createCssVariablesTheme, createHighlighter } from 'shiki';
import { escapeHtml } from './escape-html.ts';

const languages = ['ts', 'js', 'html', 'css', 'json', 'sh', 'sql', 'http', 'ini'] as const;
const theme = createCssVariablesTheme({ name: 'kameng', variablePrefix: '--code-' });
const highlighter = createHighlighter({ themes: [theme], langs: [...languages] });

/**
 * Code as a `<pre>` whose colours are classes (`code-keyword` …), because the site's policy allows no inline style.
 * A language we do not colour is shown plain.
 */
export async function highlightCode(code: string, language: string): Promise<string> {
  const known = (languages as readonly string[]).includes(language);
  const body = known ? await colour(code, language) : escapeHtml(code);
  // Long lines scroll sideways, so the block must be reachable by keyboard.
  return `<pre class="code" tabindex="0" data-language="${escapeHtml(language)}"><code>${body}</code></pre>`;
}

async function colour(code: string, language: string): Promise<string> {
  const { tokens } = (await highlighter).codeToTokens(code, {
    lang: language as (typeof languages)[number],
    theme: 'kameng',
  });
  return tokens
    .map((line) =>
      line
        .map(({ content, color }) => {
          const kind = /--code-token-([a-z-]+)/.exec(color ?? '')?.[1];
          return kind ? `<span class="code-${kind}">${escapeHtml(content)}</span>` : escapeHtml(content);
        })
        .join(''),
    )
    .join('\n');
}
