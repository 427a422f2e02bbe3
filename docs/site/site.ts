/** What the pages do with a script: search, copy buttons, closing the phone menu. Everything else works without it. */
import './site.css';
import { addCopyButtons } from './copy-code.ts';
import { connectSearch } from './search-dialog.ts';

const words = JSON.parse(document.body.dataset.words ?? '{}') as { none: string; copy: string; copied: string };
const base = document.documentElement.dataset.base ?? '/';

addCopyButtons(words);
connectSearch({ base, none: words.none, language: document.documentElement.lang });

// The column of pages shows where the reader is; a current page that is in view already stays where it is.
const current = document.querySelector('.pages [aria-current]');
const column = current?.closest('.pages');
if (current && column) {
  const below = current.getBoundingClientRect().bottom - column.getBoundingClientRect().bottom;
  if (below > 0) column.scrollTop = below + column.clientHeight / 2;
}
