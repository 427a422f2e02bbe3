import { render } from 'preact';
import type { VNode } from 'preact';

let paint: (() => void) | undefined;
let due = false;

/** Draws `view` in `root`, now and after every change of a store, until something else is drawn. */
export function draw(root: Element, view: () => VNode): void {
  paint = () => {
    const focused = document.activeElement;
    render(view(), root);
    // What the buyer pressed is gone, and nothing else has asked for the focus: the step's heading has it, not the empty page.
    if (focused && !focused.isConnected && document.activeElement === document.body) root.querySelector('h1')?.focus();
  };
  paint();
}

/** Draws again once the work at hand is done. */
export function drawSoon(): void {
  if (due) return;
  due = true;
  queueMicrotask(() => {
    due = false;
    paint?.();
  });
}

/** State, and the one way to change it. */
export type Store<State> = State & { set(change: Partial<State>): void };

/**
 * Makes a store: a plain object whose `set` has the page drawn again. The whole page is drawn at once; it is small, and so no
 * component needs a state, a hook or a subscription of its own, and no library is needed for them.
 */
export function createStore<State extends object>(state: State): Store<State> {
  return Object.assign(state, {
    set(change: Partial<State>) {
      Object.assign(state, change);
      drawSoon();
    },
  });
}
