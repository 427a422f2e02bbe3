import { KamengError } from '@kameng/client/browser';
import { askPrice, go, nameOpening, showCheckout } from './checkout-store.ts';
import type { CheckoutStore, KeptCheckout } from './checkout-store.ts';

/** Goes on where a reload, the back button or a crash interrupted; else opens a checkout. */
export async function startCheckout(store: CheckoutStore): Promise<void> {
  const { setting, opening } = store;
  const kept = setting.tab.read<KeptCheckout | null>('kameng.checkout');
  const mine = kept?.from === nameOpening(opening) ? kept : undefined;
  try {
    if (mine || opening.checkout) {
      const { resumeCheckout } = await import('./resume-checkout.ts');
      if (await resumeCheckout(store, mine)) return;
    }
    await openCheckout(store);
  } catch (error) {
    failToOpen(store, error);
  }
}

/** Starts afresh: a new checkout, nothing agreed to. */
export async function restartCheckout(store: CheckoutStore): Promise<void> {
  go(store, 'restart', { note: undefined, agreed: false, bought: undefined });
  store.setting.tab.write('kameng.checkout', null);
  try {
    await openCheckout(store);
  } catch (error) {
    failToOpen(store, error);
  }
}

/** Opens a checkout of the wished quantity, or of the smallest one when there is not that much. */
async function openCheckout(store: CheckoutStore): Promise<void> {
  try {
    showCheckout(store, await askPrice(store, store.quantity));
  } catch (error) {
    const { code } = error as KamengError;
    if (code !== 'sold_out' && code !== 'quantity_out_of_range') throw error;
    const { openFewer } = await import('./open-fewer.ts');
    await openFewer(store, error as KamengError);
  }
  go(store, 'opened');
}

const events = { sold_out: 'sold_out', product_not_found: 'missing', checkout_not_found: 'ended' } as const;

function failToOpen(store: CheckoutStore, error: unknown): void {
  // A part of the page that did not come is as good as no connection.
  const trouble =
    error instanceof KamengError ? error : new KamengError({ code: 'network', retry: 'same_key' }, { cause: error });
  store.setting.host.tell('error', { code: trouble.code });
  go(store, events[trouble.code as keyof typeof events] ?? 'failed', { trouble });
}
