import type { CatalogChange, StockBand } from '@kameng/contract/product';
import type { DemoGood } from './goods/good.ts';
import type { MockState } from './state.ts';
import { recordEvent } from './record-event.ts';

/** At this many codes and below, a product is shown as low. */
const lowStock = 5;

/** What the public learns of a product's stock. */
export function stockBand(state: MockState, good: DemoGood): StockBand {
  const left = state.left.get(good.id) ?? 0;
  if (left < good.limits.min) return 'sold_out';
  return left <= lowStock ? 'low' : 'in_stock';
}

/** Puts every product into the change feed once, as it is when the mock starts. */
export function startFeed(state: MockState): void {
  for (const good of state.goods) addChange(state, good, 1);
}

/** Takes codes off the shelf, or puts them back (negative), and tells the feed and the shops when the band changed. */
export function takeStock(state: MockState, good: DemoGood, quantity: number): void {
  const before = stockBand(state, good);
  state.left.set(good.id, (state.left.get(good.id) ?? 0) - quantity);
  if (stockBand(state, good) === before) return;
  const last = state.feed.find(({ change }) => change.product_id === good.id);
  const sequence = (last?.change.sequence ?? 0) + 1;
  addChange(state, good, sequence);
  state.feed = state.feed.filter((each) => each !== last);
  for (const site of state.sites.filter((each) => each.secretKey !== null))
    recordEvent(state, site.id, 'product.updated', {
      object: good.id,
      sequence,
      status: 'active',
      client_reference: null,
    });
}

function addChange(state: MockState, good: DemoGood, sequence: number): void {
  const change: CatalogChange = {
    product_id: good.id,
    sequence,
    status: 'active',
    price: { amount_minor: good.priceMinor, currency: 'CNY' },
    list_price: { amount_minor: good.listMinor, currency: 'CNY' },
    stock: stockBand(state, good),
    updated_at: new Date(state.now()).toISOString(),
  };
  state.feed.push({ place: (state.feed.at(-1)?.place ?? 0) + 1, change });
}
