import { css } from './css.ts';

const locked = css`
  html {
    overflow: hidden !important;
  }
`;

/** Keeps the room of a classic scrollbar, so that nothing on the page moves when it goes. */
const gutter = css`
  html {
    scrollbar-gutter: stable !important;
  }
`;

/** Stops the page behind a dialog from scrolling; the answer undoes it. */
export function lockScroll(): () => void {
  const hasBar = innerWidth > document.documentElement.clientWidth;
  const sheets = [locked, ...(hasBar ? [gutter] : [])];
  document.adoptedStyleSheets.push(...sheets);
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => !sheets.includes(sheet));
  };
}
