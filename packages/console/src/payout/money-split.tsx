import type { OwnerMoney } from '@kameng/contract/desk/payout';
import { type Figure, Tiles } from '../parts/tiles.tsx';
import { hrefOf } from '../shell/route.ts';
import { showMoney } from '../words/show-figures.ts';
import { words } from '../words/words.ts';
import { moneyWords } from './payout-words.ts';

const say = words({
  money: ['资金', 'Money'],
  pendingNote: ['到期后变为可用', 'Available once it has matured'],
});

/** Where the money of each currency is: not matured, free, on its way out. Each leads to the page that lists it. */
export function MoneySplit({
  money,
  pendingAt,
  payoutsAt,
}: {
  money: readonly OwnerMoney[];
  pendingAt: string;
  payoutsAt: string;
}) {
  if (money.length === 0) return null;
  const figures = money.flatMap(({ pending, available, in_payout }): Figure[] => [
    { name: moneyWords.pending, value: showMoney(pending), note: say.pendingNote, href: hrefOf(pendingAt) },
    { name: moneyWords.available, value: showMoney(available), href: hrefOf(payoutsAt) },
    { name: moneyWords.in_payout, value: showMoney(in_payout), href: hrefOf(payoutsAt) },
  ]);
  return (
    <section class="stack">
      <h2>{say.money}</h2>
      <Tiles figures={figures} />
    </section>
  );
}
