import { setupWorker } from 'msw/browser';
import { createState } from './create-state.ts';
import { createHandlers } from './handlers.ts';
import type { MockOptions, MockState } from './state.ts';

/**
 * A mock pool inside one page, by service worker; the page serves msw's worker script at `workerUrl`.
 * The state lives and dies with the page: for several tabs or frames with one state, serve the mock from Node.
 */
export async function startMock(
  options: MockOptions & { workerUrl?: string } = {},
): Promise<{ state: MockState; stop: () => void }> {
  const state = createState({ poolUrl: location.origin, ...options });
  const worker = setupWorker(...createHandlers(state));
  await worker.start({
    quiet: true,
    onUnhandledFrame: 'bypass',
    serviceWorker: { url: options.workerUrl ?? '/mockServiceWorker.js' },
  });
  return { state, stop: () => void worker.stop() };
}
