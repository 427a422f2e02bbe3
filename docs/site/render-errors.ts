import { errorFamilies, errors, type ErrorCode } from '@kameng/contract/error';
import { inlineCode } from './render-schema.ts';
import type { Heading } from './render-markdown.ts';

/** Where the generated list goes in docs/reference/errors.md. */
export const ERRORS_PLACE = '<!-- errors: made from the contract -->';

/** Every error code with its meaning and what to do, by family; each has an anchor, which is what a problem's `type` points at. */
export function renderErrors(): { html: string; headings: Heading[]; text: string } {
  const headings: Heading[] = [];
  const parts: string[] = [];
  const entries = Object.entries(errors) as [ErrorCode, (typeof errors)[ErrorCode]][];
  for (const family of errorFamilies) {
    const own = entries.filter(([, entry]) => entry.family === family);
    if (own.length === 0) continue;
    const title = family[0]?.toUpperCase() + family.slice(1);
    headings.push({ id: `family-${family}`, text: title, depth: 2 });
    parts.push(
      `<h2 id="family-${family}"><a class="anchor" href="#family-${family}">${title}</a></h2><dl class="fields">`,
    );
    for (const [code, { status, retry, title: meaning, action }] of own) {
      parts.push(
        `<div id="${code}"><dt><a class="anchor" href="#${code}"><code>${code}</code></a> <span class="type">${status}</span> <span class="note">retry: ${retry}</span></dt>` +
          `<dd><p>${inlineCode(meaning)}</p><p>${inlineCode(action)}</p></dd></div>`,
      );
    }
    parts.push('</dl>');
  }
  return {
    html: parts.join('\n'),
    headings,
    text: entries.map(([code, { title, action }]) => `${code} ${title} ${action}`).join(' '),
  };
}
