import { call } from '../call/call.ts';
import { Failure } from '../parts/failure.tsx';
import { NextSteps } from '../parts/next-steps.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useLoad } from '../parts/use-load.ts';
import { MoneySplit } from '../payout/money-split.tsx';
import { may, organisation } from '../shell/me.ts';
import { words } from '../words/words.ts';
import { readNeeds } from './needs.ts';
import { SupplierSales } from './supplier-sales.tsx';

const say = words({
  calm: ['一切正常，没有需要处理的事。', 'All is well; nothing needs you.'],
  needs: ['现在需要您处理：', 'This needs you now:'],
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
      {data && <NextSteps steps={data} />}
      <SupplierSales />
      {money.error !== undefined && <Failure error={money.error} retry={money.reload} />}
      {money.data && (
        <MoneySplit money={money.data} pendingAt="supplier/statement?account=pending" payoutsAt="supplier/payouts" />
      )}
    </>
  );
}
