import type { Site } from './open-site.ts';

export interface Bought {
  status: number;
  order: number;
  /** What the shop says when it refuses. */
  message: string;
  orderStatus: string;
}

const address = {
  first_name: 'Lan',
  last_name: 'Chen',
  address_1: '1 Reading Road',
  city: 'Shanghai',
  state: 'CN9',
  postcode: '200000',
  country: 'CN',
  phone: '13800000000',
};

/** Buys as a page of blocks does: a cart by its token, items, checkout. */
export async function buyByStoreApi(
  site: Site,
  items: { id: number; quantity: number }[],
  email: string,
  method = 'cheque',
): Promise<Bought> {
  const api = `${site.url}/wp-json/wc/store/v1`;
  const cart = await fetch(`${api}/cart`);
  const headers = {
    'Content-Type': 'application/json',
    'Cart-Token': cart.headers.get('cart-token') ?? '',
    Nonce: cart.headers.get('nonce') ?? '',
  };
  const post = (path: string, body: unknown) =>
    fetch(`${api}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  for (const item of items) {
    const added = await post('/cart/add-item', item);
    if (!added.ok) return refused(added);
  }
  const answer = await post('/checkout', {
    billing_address: { ...address, email },
    shipping_address: address,
    payment_method: method,
  });
  if (!answer.ok) return refused(answer);
  const done = (await answer.json()) as { order_id: number; status: string };
  return { status: answer.status, order: done.order_id, message: '', orderStatus: done.status };
}

async function refused(answer: Response): Promise<Bought> {
  const { message } = (await answer.json()) as { message: string };
  return { status: answer.status, order: 0, message, orderStatus: '' };
}
