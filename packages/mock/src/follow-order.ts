import type { Language } from '@kameng/contract/page';
import { showOrder } from './show-order.ts';
import type { MockOrder, MockState } from './state.ts';

/** A server-sent event `order` now and on every change, until the caller goes away. */
export function followOrder(
  state: MockState,
  order: MockOrder,
  language: Language,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const followers = state.followers.get(order.id) ?? new Set();
  state.followers.set(order.id, followers);
  let tell = () => {};
  const leave = () => followers.delete(tell);
  return new ReadableStream({
    start(controller) {
      tell = () => {
        const data = JSON.stringify(showOrder(state, order, language));
        controller.enqueue(encoder.encode(`event: order\nid: ${order.sequence}\ndata: ${data}\n\n`));
      };
      tell();
      followers.add(tell);
      signal.addEventListener('abort', leave, { once: true });
    },
    cancel: () => void leave(),
  });
}
