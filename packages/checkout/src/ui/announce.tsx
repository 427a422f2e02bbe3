import { drawSoon } from '../page/draw.ts';

let spoken = '';

/** Has a screen reader say `text` when it is free. */
export function announce(text: string): void {
  spoken = text;
  drawSoon();
}

/** The one polite live region; it is in the page from the start, because a region that comes with its text is not read. */
export function Announcer() {
  return (
    <div class="unseen" role="status">
      {spoken}
    </div>
  );
}
