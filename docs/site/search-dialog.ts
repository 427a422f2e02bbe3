import { searchPages, type SearchEntry } from './search-pages.ts';

/** Opens with the button or `/`, loads the index on first use, and lists links that the keyboard can walk. */
export function connectSearch({ base, none, language }: { base: string; none: string; language: string }): void {
  const dialog = document.querySelector<HTMLDialogElement>('#search');
  const input = dialog?.querySelector<HTMLInputElement>('input');
  const list = dialog?.querySelector<HTMLOListElement>('#results');
  const status = dialog?.querySelector<HTMLElement>('#found');
  if (!dialog || !input || !list || !status) return;
  let index: Promise<SearchEntry[]> | undefined;

  const open = () => {
    index ??= fetch(`${base}search.json`).then((response) => response.json() as Promise<SearchEntry[]>);
    dialog.showModal();
    input.select();
  };
  const show = async () => {
    const query = input.value;
    const found = searchPages((await index) ?? [], query, language);
    if (query !== input.value) return;
    list.replaceChildren(...found.map((each) => renderFound(each, base)));
    status.textContent = found.length === 0 && query.trim() ? none : '';
  };

  document.querySelector('.open-search')?.addEventListener('click', open);
  document.addEventListener('keydown', (event) => {
    const typing =
      event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable]');
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    open();
  });
  input.addEventListener('input', show);
  dialog.addEventListener('keydown', (event) => walk(event, input, list));
  // A click on the backdrop lands on the dialog itself.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog || (event.target instanceof Element && event.target.closest('a'))) dialog.close();
  });
}

function renderFound(
  found: { url: string; title: string; heading: string; excerpt: string },
  base: string,
): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = `${base}${found.url}`;
  const title = document.createElement('strong');
  title.textContent = found.heading ? `${found.title} › ${found.heading}` : found.title;
  const excerpt = document.createElement('span');
  excerpt.textContent = found.excerpt;
  link.append(title, excerpt);
  item.append(link);
  return item;
}

/** Arrow keys move between the field and the links; Enter in the field follows the first link. */
function walk(event: KeyboardEvent, input: HTMLInputElement, list: HTMLOListElement): void {
  const links = [...list.querySelectorAll('a')];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  if (event.key === 'Enter' && document.activeElement === input) {
    event.preventDefault();
    links[0]?.click();
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    const next = event.key === 'ArrowDown' ? at + 1 : at - 1;
    (links[next] ?? (next < 0 ? input : links.at(-1)))?.focus();
  }
}
