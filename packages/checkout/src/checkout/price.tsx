import type { Checkout } from '@kameng/client/browser';
import { countSaving } from '../format/count-saving.ts';
import { showPercent } from '../format/show-money.ts';
import { showDay } from '../format/show-day.ts';
import { lang, money, say } from '../page/speak.ts';

/** The price, what it saves, and where it comes from. */
export function Price({ checkout, pricing }: { checkout: Checkout; pricing: boolean }) {
  const { product, quantity, amount, unit_price, breakdown } = checkout;
  const { list, saved, bps } = countSaving(checkout);
  const { source, checked_on } = product.list_price;
  return (
    <div class={pricing ? 'price pricing' : 'price'} aria-busy={pricing}>
      <p class="amounts" aria-live="polite">
        <span class="unseen">{say('price')} </span>
        <bdi class="amount">{money(amount)}</bdi>
        {saved.amount_minor > 0 && (
          <>
            {product.strike_allowed && (
              <span class="muted">
                <span class="unseen">{say('list_price')} </span>
                <s>
                  <bdi>{money(list)}</bdi>
                </s>
              </span>
            )}
            <span class="saving">{say('save', { amount: money(saved, true), percent: showPercent(lang, bps) })}</span>
          </>
        )}
      </p>
      <details>
        <summary>{say('why_price')}</summary>
        <dl>
          {breakdown.map((line) => (
            <div key={line.kind} class="row">
              <dt>{say(`line_${line.kind}`, { n: quantity })}</dt>
              <dd>
                <bdi>{money(line.amount)}</bdi>
              </dd>
            </div>
          ))}
          <div class="row total">
            <dt>{say('to_pay')}</dt>
            <dd>
              <bdi>{money(amount)}</bdi>
            </dd>
          </div>
        </dl>
        <p class="muted">
          {quantity > 1 && `${say('each', { price: money(unit_price) })} · `}
          {say('list_price_source', { source, date: showDay(lang, checked_on) })}
        </p>
      </details>
    </div>
  );
}
