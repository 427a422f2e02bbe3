import { createId } from '@kameng/contract/id';
import type { LedgerEntry } from '@kameng/contract/ledger';
import { startFeed } from './change-feed.ts';
import { demoGoods } from './demo-goods.ts';
import { newId, type MockOptions, type MockState } from './state.ts';

/** A new mock pool with the demo's goods, one blog, one rich shop, one shop with next to nothing, and agent DEMO01. */
export function createState(options: MockOptions = {}): MockState {
  const now = options.now ?? Date.now;
  const origins = ['http://localhost:*', 'http://127.0.0.1:*'];
  const shop = createId('site', now());
  const poorShop = createId('site', now());
  const state: MockState = {
    now,
    poolUrl: options.poolUrl ?? 'http://localhost:4000',
    holdS: options.holdS ?? 900,
    checkoutS: options.checkoutS ?? 1800,
    sites: [
      { id: createId('site', now()), publishableKey: 'pk_test_demo', secretKey: null, origins },
      { id: shop, publishableKey: null, secretKey: 'sk_test_demo', origins: [] },
      { id: poorShop, publishableKey: null, secretKey: 'sk_test_poor', origins: [] },
    ],
    refs: new Set(['DEMO01']),
    coupons: new Map([['DEMO2', 200]]),
    goods: demoGoods,
    left: new Map(demoGoods.map((good) => [good.id, good.stock])),
    feed: [],
    checkouts: new Map(),
    orders: new Map(),
    holds: new Map(),
    payments: new Map(),
    ledger: new Map(),
    events: [],
    endpoints: [],
    mails: [],
    links: new Map(),
    sessions: new Map(),
    disputes: new Map(),
    answered: new Map(),
    followers: new Map(),
  };
  startFeed(state);
  state.ledger.set(shop, [topUp(state, 100_000_000)]);
  state.ledger.set(poorShop, [topUp(state, 100)]);
  return state;
}

function topUp(state: MockState, amountMinor: number): LedgerEntry {
  return {
    id: newId(state, 'entry'),
    transfer_id: newId(state, 'transfer'),
    kind: 'top_up',
    amount: { amount_minor: amountMinor, currency: 'CNY' },
    order_id: null,
    created_at: new Date(state.now()).toISOString(),
  };
}
