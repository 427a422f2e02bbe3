import type { OrderStore } from './order-store.ts';

const minuteMs = 60_000;

/** Keeps `minutesLeft` true while the order is held, and calls `onEnd` once when the time is up. */
export function countDown(store: OrderStore, onEnd: () => void): void {
  const look = () => {
    const { status, expires_at } = store.order ?? {};
    const leftMs = status === 'held' && expires_at ? Date.parse(expires_at) - Date.now() : -1;
    const minutesLeft = Math.floor(leftMs / minuteMs);
    if (minutesLeft !== store.minutesLeft) store.set({ minutesLeft });
    if (leftMs >= 0) return;
    clearInterval(timer);
    if (status === 'held') onEnd();
  };
  const timer = setInterval(look, 1000);
  look();
}
