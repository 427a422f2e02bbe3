import { createId } from '@kameng/contract/id';
import type { Order } from '@kameng/contract/order';
import { demoShop } from '../demo/parties.ts';

/** A product of the demo with hundreds of codes. */
export const plentyId = 'prd_01k0dem0game00000000000001';

/** Calls a pool on a connection of its own. */
export function call(url: string, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${url}${path}`, {
    ...init,
    headers: { connection: 'close', ...(init.headers as Record<string, string>) },
  });
}

/** Which processes answer on the port when many ask at once; a connection that breaks is left out. */
export async function processesAt(url: string): Promise<Set<number>> {
  const answers = await Promise.allSettled(
    Array.from({ length: 30 }, async () => {
      const answer = await call(url, '/healthz');
      await answer.text();
      return Number(answer.headers.get('kameng-process'));
    }),
  );
  return new Set(answers.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])));
}

export interface Wish {
  key: string;
  reference: string;
  productId?: string;
}

export const newWish = (): Wish => ({ key: createId('event'), reference: createId('order') });

/** One code of a demo product for the demo shop; the same wish again is the same purchase. */
export async function buyAsShop(url: string, { key, reference, productId = plentyId }: Wish): Promise<Answer> {
  const answer = await call(url, '/v1/orders', {
    method: 'POST',
    headers: { authorization: `Bearer ${demoShop.key}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({
      product_id: productId,
      quantity: 1,
      client_reference: reference,
      max_amount: { amount_minor: 1_000_000, currency: 'CNY' },
    }),
  });
  return { status: answer.status, order: (await answer.json()) as Order };
}

export interface Answer {
  status: number;
  order: Order;
}
