import type { EventType, KamengEvent } from '@kameng/contract/webhook';
import { newId, type MockState } from './state.ts';

/** Writes one thin event for one site. */
export function recordEvent(state: MockState, siteId: string, type: EventType, data: KamengEvent['data']): void {
  const event = { id: newId(state, 'event'), type, timestamp: new Date(state.now()).toISOString(), data };
  state.events.push({ siteId, event });
}
