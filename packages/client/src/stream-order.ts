import type { Order } from '@kameng/contract/order';
import { readEvents } from './read-events.ts';
import { headersOf, readAnswer, urlOf } from './request.ts';
import type { Client } from './request.ts';

/** Opens the order's event stream: yields the order on every change, and undefined for a sign of life. */
export async function* streamOrder(
  client: Client,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<Order | undefined, void> {
  const call = { path: `/v1/orders/${id}/events`, query: { lang: client.lang } };
  const response = await (client.fetch ?? fetch)(urlOf(client, call), {
    headers: { ...headersOf(client), Accept: 'text/event-stream' },
    credentials: 'omit',
    signal,
  });
  if (!response.ok || !response.body) return readAnswer(response, await response.text());
  for await (const { event, data } of readEvents(response.body))
    yield event === 'order' ? (JSON.parse(data) as Order) : undefined;
}
