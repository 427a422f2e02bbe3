import { nearestLanguage } from '../loader/nearest-language.ts';
import type { OpenResult } from '../loader/open.ts';
import type { BuyOptions } from '../loader/options.ts';
import { drawBox, drawStage } from './draw-box.ts';
import { frameUrl } from './frame-url.ts';
import { lockScroll } from './lock-scroll.ts';
import { openFrame } from './open-frame.ts';
import { pageSettings } from './page-settings.ts';
import { readTheme } from './read-theme.ts';
import { tell } from './tell.ts';
import { words } from './words.ts';

/** What is to be held: a product on somebody's behalf, or an open checkout. */
export interface Wish {
  options: BuyOptions;
  checkout?: string | null;
  /** In its own place on the page instead of a dialog over it. */
  inline?: boolean;
}

export interface Holding {
  /** How it ended. Rejects when the frame did not come and the page has not stopped the way to the hosted page. */
  result: Promise<OpenResult>;
  /** Asks the checkout to close; it may first warn about an open payment. Asked again without an answer, it is closed. */
  close: () => void;
  /** Closes it without asking. */
  end: () => void;
}

/** Draws the box, a skeleton and then the frame in the element's shadow root, and listens until it is over. Events start at the trigger. */
export function holdCheckout(element: HTMLElement, wish: Wish, trigger: EventTarget): Holding {
  const { options, checkout, inline } = wish;
  const { pool, patienceMs } = pageSettings();
  const lang = nearestLanguage(options.lang ?? element.closest<HTMLElement>('[lang]')?.lang ?? navigator.language);
  const [name, , loading] = words[lang];
  const say = (event: string, detail: object) =>
    tell(trigger instanceof Node && !trigger.isConnected ? document : trigger, event, detail);
  const { promise: result, resolve, reject } = Promise.withResolvers<OpenResult>();
  const stage = drawStage(loading);
  let isOver = false;

  const frame = openFrame(pool!, patienceMs, {
    onHello: () => frame.post({ type: 'theme', ...readTheme(element) }),
    onReady: () => {
      stage.lastElementChild?.remove();
      stage.className = 'stage';
    },
    onClose: end,
    onRefused: (code) => {
      if (say('error', { code }) || inline) reject(new Error(code));
      end();
    },
    tell: say,
  });
  const unlock = inline ? () => {} : lockScroll();
  // A page that comes back from the back-forward cache went away for good reason: the hosted page.
  const onReturn = (event: PageTransitionEvent) => event.persisted && !inline && end();
  addEventListener('pageshow', onReturn);

  function end(): void {
    if (isOver) return;
    isOver = true;
    removeEventListener('pageshow', onReturn);
    unlock();
    frame.stop();
    element.shadowRoot?.replaceChildren();
    const { status = 'closed', order } = frame.progress;
    say('close', order ? { order, status } : {});
    if (trigger instanceof HTMLElement && !inline) trigger.focus({ preventScroll: true });
    resolve({ status, order });
  }

  const ask = () => {
    if (!frame.askToClose()) end();
  };
  drawBox(element, stage, { inline, lang, ask, end });
  // The box first, then, in a task of its own, the frame: what was clicked answers at once.
  setTimeout(() => {
    if (isOver) return;
    const framing = { mode: inline ? 'inline' : 'overlay', channel: frame.channel };
    const { theme } = readTheme(element);
    frame.element.title = name;
    frame.element.src = frameUrl(pool!, checkout, { ...options, lang, theme }, framing);
    stage.prepend(frame.element);
  });
  return { result, close: ask, end };
}
