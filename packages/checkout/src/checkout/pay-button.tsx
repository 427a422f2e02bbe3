import type { Guard } from '../frame/guard-confirm.ts';
import type { HostLine } from '../page/host-line.ts';
import { money, say } from '../page/speak.ts';
import type { CheckoutStore } from './checkout-store.ts';
import { confirmOrder } from './confirm-order.ts';

/** The one button that spends money. In a frame it only counts when it was really seen. */
export function PayButton({ store }: { store: CheckoutStore }) {
  const { state, pricing, setting, checkout } = store;
  const placing = state === 'confirming';
  const busy = placing || pricing;
  const { amount } = checkout ?? {};
  return (
    <button
      class="primary wide"
      type="submit"
      aria-disabled={busy}
      aria-busy={busy}
      ref={(button) => watch(button, setting.host)}
      onClick={(event) => {
        const verdict = guard?.judge(event) ?? 'ok';
        store.set({ covered: verdict === 'covered' });
        if (verdict !== 'ok') event.preventDefault();
      }}
    >
      {!amount || placing
        ? say('placing')
        : state === 'unsure'
          ? say('try_again')
          : amount.amount_minor
            ? say('pay', { amount: money(amount) })
            : say('get')}
    </button>
  );
}

let watched: Element | null = null;
let guard: Guard | undefined;

function watch(button: Element | null, host: HostLine): void {
  // Every drawing hands the button over again; only another button is news.
  if (!button || button === watched) return;
  guard?.stop();
  watched = button;
  guard = host.guard?.(button);
}

/** Confirms, then leads to the first field that needs the buyer. */
export function buy(store: CheckoutStore, event: SubmitEvent): void {
  event.preventDefault();
  // Enter in a field: the field is shut while the order is made, the button is not.
  event.submitter?.focus();
  void confirmOrder(store, () => store.setting.host.openTab(say('placing'))).then(() => {
    const [field] = Object.keys(store.wrong);
    const input = field && document.getElementById(field);
    if (!input) return;
    const folded = input.closest('details');
    if (folded) folded.open = true;
    input.focus();
  });
}
