import type { DeskSite } from '@kameng/contract/desk/shop';
import type { LedgerEntry } from '@kameng/contract/ledger';
import type { Money } from '@kameng/contract/money';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { call } from '../call/call.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Tiles } from '../parts/tiles.tsx';
import { useLoad } from '../parts/use-load.ts';
import { entryColumns } from '../payout/entry-columns.tsx';
import { entryWords } from '../words/entry-words.ts';
import { showMoney } from '../words/show-figures.ts';
import { showTime } from '../words/show.ts';
import { words } from '../words/words.ts';
import { BalanceAlerts } from './balance-alerts.tsx';
import { SiteChoice } from './site-choice.tsx';
import { TopUps } from './top-ups.tsx';

const say = words({
  title: ['余额', 'Balance'],
  lead: ['订单从余额扣款；每一笔进出都在下面。', 'Orders are paid from it. Every movement is below.'],
  available: ['可用余额', 'To spend'],
  when: ['时间', 'When'],
  order: ['订单', 'Order'],
  currency: ['币种', 'Currency'],
  transfer: ['流水号', 'Transfer'],
  none: ['余额还没有变动', 'Nothing has moved yet'],
  noneWhy: ['充值到账后即可下单。', 'Once a top-up has come in, your shop can order.'],
  zero: ['暂无余额', 'Nothing yet'],
});

/** What a shop can spend, and every movement of it. */
export function BalancePage() {
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <SiteChoice shops>{(site, choice) => <Balance key={site.id} site={site} choice={choice} />}</SiteChoice>
    </>
  );
}

function Balance({ site, choice }: { site: DeskSite; choice: ComponentChildren }) {
  const { data, error, reload } = useLoad((signal) => call('getSiteBalance', { id: site.id, signal }));
  const times = useSignal(0);
  const booked = () => {
    times.value += 1;
    reload();
  };
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  const figures = data?.data.map((money) => ({
    name: `${say.available} · ${money.currency}`,
    value: showMoney(money),
  }));
  return (
    <>
      {figures ? (
        <Tiles figures={figures.length > 0 ? figures : [{ name: say.available, value: say.zero }]} />
      ) : (
        <div class="bone" data-size="row" aria-busy="true" />
      )}
      {data && <TopUps site={site} currencies={currenciesOf(data.data)} onPaid={booked} />}
      {data && <BalanceAlerts site={site} balances={data.data} />}
      <DataTable<LedgerEntry>
        name={say.title}
        keys={[site.id, times.value]}
        keyOf={({ id, amount }) => `${id} ${amount.amount_minor}`}
        load={(cursor, signal) =>
          call('listSiteEntries', { id: site.id, query: { limit: 50, ...(cursor && { cursor }) }, signal })
        }
        filters={choice}
        columns={entryColumns}
        empty={
          <Empty icon="money" title={say.none}>
            <p class="muted">{say.noneWhy}</p>
          </Empty>
        }
        detail={(entry) => ({
          title: `${entryWords[entry.kind]} ${showMoney(entry.amount)}`,
          body: (
            <Facts
              rows={[
                [say.when, showTime(entry.created_at)],
                [say.order, entry.order_id && <code>{entry.order_id}</code>],
                [say.transfer, <code>{entry.transfer_id}</code>],
                [say.currency, entry.amount.currency],
              ]}
            />
          ),
        })}
      />
    </>
  );
}

function currenciesOf(balances: readonly Money[]): string[] {
  return balances.length > 0 ? balances.map(({ currency }) => currency) : ['CNY'];
}
