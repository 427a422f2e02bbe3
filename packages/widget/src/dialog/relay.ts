import type { FrameMessage } from './connect-frame.ts';

/** What the host has been told of one purchase. */
export interface Progress {
  order: string | null;
  status: string | undefined;
  told: Set<string>;
}

/**
 * Turns a frame's message into the host's events. Every detail is built here field by field, so nothing that a frame may ever add to
 * a message (a code, an address, a token) reaches the host page.
 */
export function relay(message: FrameMessage, progress: Progress, tell: (name: string, detail: object) => void): void {
  const { type, order, status } = message;
  if (type === 'quote') {
    const { product, quantity, amount } = message as {
      product: unknown;
      quantity: unknown;
      amount?: { amount_minor?: unknown; currency?: unknown };
    };
    const detail = {
      product: text(product),
      quantity: Number(quantity),
      amount: { amount_minor: Number(amount?.amount_minor), currency: text(amount?.currency) },
    };
    return tell('quote', detail);
  }
  if (type === 'error') return tell('error', { code: text(message.code) });
  if (typeof order !== 'string' || typeof status !== 'string') return undefined;
  progress.order = text(order);
  progress.status = text(status);
  const detail = { order: progress.order, status: progress.status };
  const once = (name: string) => {
    if (progress.told.has(name)) return;
    progress.told.add(name);
    tell(name, detail);
  };
  once('order');
  // A code can be there before anyone saw the state between; the host's list of events stays whole.
  if (status === 'paid' || status === 'delivered') once('paid');
  if (status === 'delivered') once('delivered');
  return undefined;
}

/** Long enough for any id, code or currency of the contract. */
function text(value: unknown): string {
  return String(value).slice(0, 64);
}
