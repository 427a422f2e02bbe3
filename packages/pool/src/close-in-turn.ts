import type { Logger } from 'pino';

/** What has to be undone when a process ends, in the order in which it was done. */
export type Undo = (() => Promise<unknown>)[];

/** A function that undoes every step once, the last one first, and goes on when one fails. */
export function closeInTurn(undo: Undo, log: Logger): () => Promise<void> {
  let closing: Promise<void> | undefined;
  return () => {
    closing ??= (async () => {
      for (let step = undo.pop(); step !== undefined; step = undo.pop())
        await step().catch((error: unknown) => log.error({ err: error }, 'did not close cleanly'));
    })();
    return closing;
  };
}
