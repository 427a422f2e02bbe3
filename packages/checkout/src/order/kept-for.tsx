import { say } from '../page/speak.ts';
import type { OrderStore } from './order-store.ts';

/** How long the codes are still kept, in words that change once a minute, so that a reader is not talked to every second. */
export function KeptFor({ store }: { store: OrderStore }) {
  const n = store.minutesLeft;
  return n >= 0 && <p class="muted">{n ? say('kept_for', { n }) : say('kept_short')}</p>;
}
