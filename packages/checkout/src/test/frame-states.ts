import { actions, confirmation, delivered } from './sample.ts';
import { buyPath, confirm, fillIn, form, held, paying, shut } from './shown.ts';
import type { Shown } from './shown.ts';

/** Most presses until the frame has been seen for long enough that one counts. */
const mostPresses = 40;

/** What is different in the dialog of a host: the payment opens beside it, and the dialog can be closed or covered. */
export const frameStates: Record<string, Shown> = {
  framed_open: { path: buyPath, framed: true, until: form },
  framed_covered: {
    path: buyPath,
    framed: true,
    act: async (view, page) => {
      await page.evaluate(() => {
        const veil = document.createElement('div');
        veil.setAttribute('style', 'position:absolute;inset:0;background:#888;pointer-events:none;opacity:.2');
        document.querySelector('dialog')?.append(veil);
      });
      await view.waitForSelector(form);
      await fillIn(view);
      for (let press = 0; press < mostPresses && (await view.locator('.notice').count()) === 0; press += 1)
        await view.click('button[type=submit]');
    },
    until: '.notice a',
  },
  /** The tab that opens for the payment, while its address is on its way. */
  framed_handing_over: {
    path: buyPath,
    framed: true,
    pool: (pool) => void (pool.handlers.confirmCheckout = shut),
    act: async (view, page) => {
      const [tab] = await Promise.all([page.waitForEvent('popup'), confirm(view)]);
      return tab;
    },
    until: 'html[lang]',
  },
  framed_waiting: {
    path: buyPath,
    framed: true,
    pool: (pool) => void (pool.order = held),
    act: confirm,
    until: 'a[target=_blank]',
  },
  framed_form: { ...paying('form', 'form[target=_blank]'), framed: true },
  /** The host wants to close while a payment is open. */
  framed_leaving: {
    path: buyPath,
    framed: true,
    act: async (view, page) => {
      await confirm(view);
      await view.waitForSelector('a[target=_blank]');
      await page.evaluate(() => window.port.postMessage({ type: 'close_requested' }));
    },
    until: 'main > button.primary',
  },
  framed_delivered: {
    path: buyPath,
    framed: true,
    pool: (pool) => {
      pool.order = delivered();
      pool.handlers.confirmCheckout = () => confirmation(pool.order, actions.none);
    },
    act: confirm,
    until: '.code.open',
  },
};
