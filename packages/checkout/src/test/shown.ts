import type { Frame, Page } from 'playwright-core';
import type { FakePool } from './fake-pool.ts';
import { actions, confirmation, orderId, productId, sampleOrder, token } from './sample.ts';

/** Where a state is seen: a page of its own, or the frame in a host's dialog. */
export type View = Page | Frame;

/** One thing a buyer can see: how the pool answers, where the page is opened, and what the buyer does to get there. */
export interface Shown {
  path: string;
  pool?: (pool: FakePool) => void;
  /** A page that is returned is the one to look at: a tab that was opened. */
  act?: (view: View, page: Page) => Promise<Page | void>;
  /** What is on the page when the state is reached. */
  until: string;
  /** Where it is seen: a desktop unless said otherwise. */
  on?: 'phone' | 'wechat' | 'alipay';
  /** Seen in the dialog of a host, as the widget opens it. */
  framed?: true;
  /** Files that do not come. */
  lost?: RegExp;
}

export const buyPath = `/buy/${productId}?site=pk_test_demo`;
export const orderPath = `/o/${orderId}#${token}`;

export const form = '#contact';
export const soon = new Date(Date.now() + 12.5 * 60_000).toISOString();
export const held = sampleOrder({ expires_at: soon });
export const heading = 'h1:not(.unseen, .unseen h1)';
/** Never answers. */
export const shut = () => new Promise<never>(() => {});

/** Fills in what buying needs. */
export async function fillIn(view: View): Promise<void> {
  await view.fill('#contact', 'buyer@example.com');
  await view.check('#consent');
}

/** Buys, by keyboard: in a frame a click counts only after a while. */
export async function confirm(view: View): Promise<void> {
  await view.waitForSelector(form);
  await fillIn(view);
  await view.press(form, 'Enter');
}

/** A checkout whose confirmation is refused. */
export function refused(refuse: Refusal, until: string): Shown {
  return {
    path: buyPath,
    pool: (pool) => void (pool.handlers.confirmCheckout = () => ({ refuse })),
    act: confirm,
    until,
  };
}
type Refusal = Extract<
  Awaited<ReturnType<NonNullable<FakePool['handlers']['confirmCheckout']>>>,
  { refuse: unknown }
>['refuse'];

/** The order's own page. */
export function orderAs(order: FakePool['order'], until = heading): Shown {
  return { path: orderPath, pool: (pool) => void (pool.order = order), until };
}

/** A confirmed checkout that is to be paid in some way. */
export function paying(kind: keyof typeof actions, until: string): Shown {
  return {
    path: buyPath,
    pool: (pool) => void (pool.handlers.confirmCheckout = () => confirmation(held, actions[kind])),
    act: confirm,
    until,
  };
}

/** The checkout as it opens. */
export function opened(change: (pool: FakePool) => void, until = form): Shown {
  return { path: buyPath, pool: change, until };
}
