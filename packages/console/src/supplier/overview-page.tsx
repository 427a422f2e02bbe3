import type { OwnerMoney } from '@kameng/contract/desk/payout';
import { call } from '../call/call.ts';
import { Failure } from '../parts/failure.tsx';
import { Icon } from '../parts/icon.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { type Figure, Tiles } from '../parts/tiles.tsx';
import { useLoad } from '../parts/use-load.ts';
import { may, organisation } from '../shell/me.ts';
import { hrefOf } from '../shell/route.ts';
import { showMoney } from '../words/show-figures.ts';
import { words } from '../words/words.ts';
import { readNeeds } from './needs.ts';
import { SupplierSales } from './supplier-sales.tsx';

const say = words({
  calm: ['一切正常，没有需要处理的事。', 'All is well; nothing needs you.'],
  needs: ['现在需要您处理：', 'This needs you now:'],
  money: ['资金', 'Money'],
  pending: ['待结算', 'Pending'],
  available: ['可用', 'Available'],
  paying: ['提现中', 'Being paid out'],
  pendingNote: ['到期后变为可用', 'Available once it has matured'],
});

/** What needs the supplier now, what sold, and where the money is. */
export function OverviewPage() {
  const { data, error, reload } = useLoad(readNeeds);
  const money = useLoad(async (signal) => (may('money:read') ? (await call('getMoney', { signal })).data : []));
  return (
    <>
      <PageHead
        title={organisation.value?.name ?? ''}
        lead={data && (data.some(({ urgent }) => urgent) ? say.needs : say.calm)}
      />
      {error !== undefined && <Failure error={error} retry={reload} />}
      {data === undefined && error === undefined && <div class="bone" data-size="row" aria-busy="true" />}
      {data && data.length > 0 && (
        <ul class="card list">
          {data.map(({ text, to, urgent }) => (
            <li key={to} class="list-row">
              <Icon name={urgent ? 'alert' : 'right'} />
              <a class="grow" href={hrefOf(to)}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      )}
      <SupplierSales />
      {money.error !== undefined && <Failure error={money.error} retry={money.reload} />}
      {money.data && money.data.length > 0 && (
        <section class="stack">
          <h2>{say.money}</h2>
          <Tiles figures={money.data.flatMap(split)} />
        </section>
      )}
    </>
  );
}

/** Where the money of one currency is. */
function split({ pending, available, in_payout }: OwnerMoney): Figure[] {
  return [
    {
      name: say.pending,
      value: showMoney(pending),
      note: say.pendingNote,
      href: hrefOf('supplier/statement?account=pending'),
    },
    { name: say.available, value: showMoney(available), href: hrefOf('supplier/payouts') },
    { name: say.paying, value: showMoney(in_payout), href: hrefOf('supplier/payouts') },
  ];
}
