import { html, nothing } from 'lit/html.js';
import { fill } from './kameng-element.ts';
import type { ReadError } from './kameng-element.ts';
import type { Strings } from './strings/strings.ts';

/** What went wrong, what support will ask for, and a button to try again. */
export function trouble({ request_id }: ReadError, t: Strings, again: () => void) {
  return html`<div class="note" role="alert">
    <p>
      ${navigator.onLine ? t.failed : t.offline}${request_id ? html`<br /><small>${fill(t.reference, { id: request_id })}</small>` : nothing}
    </p>
    <button type="button" @click=${again}>${t.retry}</button>
  </div>`;
}
