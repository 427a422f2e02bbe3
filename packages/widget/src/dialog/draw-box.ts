import type { Language } from '@kameng/contract/page';
import { dialogStyles } from './dialog-styles.ts';
import { ground } from './ground.ts';
import { make } from './make.ts';
import { words } from './words.ts';

interface BoxOptions {
  inline: boolean | undefined;
  lang: Language;
  /** The buyer wants to close. */
  ask: () => void;
  /** The browser has closed it. */
  end: () => void;
}

/** Draws the box round a stage in the element's shadow root: a dialog, opened, or a panel in its own place. */
export function drawBox(element: HTMLElement, stage: HTMLElement, { inline, lang, ask, end }: BoxOptions): void {
  const [name, close] = words[lang];
  const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
  const button = make('button', { type: 'button', ariaLabel: close, onclick: ask });
  const oncancel = (event: Event) => {
    event.preventDefault();
    ask();
  };
  const box = inline
    ? make('section', { className: 'root panel', part: 'panel' }, stage)
    : make(
        'dialog',
        { className: 'root', part: 'dialog', onclose: end, oncancel },
        make('header', { part: 'header' }, make('span', {}, name), button),
        stage,
      );
  Object.assign(box, { lang, dir: lang === 'ar' ? 'rtl' : 'ltr', ariaLabel: name });
  root.adoptedStyleSheets = [ground, dialogStyles];
  root.replaceChildren(box);
  if (box instanceof HTMLDialogElement) box.showModal();
}

/** Where the frame comes, with a skeleton until it does. */
export function drawStage(loading: string): HTMLElement {
  const bones = [1, 2, 3, 4, 5].map(() => make('i', { className: 'bone' }));
  const wait = make('div', { className: 'bones', role: 'status', ariaLabel: loading }, ...bones);
  return make('div', { className: 'stage wait' }, wait);
}
