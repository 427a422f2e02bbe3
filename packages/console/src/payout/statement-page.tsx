import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { call } from '../call/call.ts';
import { DataTable } from '../parts/data-table.tsx';
import { DateRange, period } from '../parts/date-range.tsx';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { Choice } from '../parts/field.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Tiles } from '../parts/tiles.tsx';
import { useLoad } from '../parts/use-load.ts';
import { query, setQuery } from '../shell/route.ts';
import { entryWords } from '../words/entry-words.ts';
import { showMoney } from '../words/show-figures.ts';
import { words } from '../words/words.ts';
import { entryColumns } from './entry-columns.tsx';

type Statement = DeskAnswer<'getStatement'>;
type Line = Statement['data'][number];
const dayMs = 86_400_000;

const say = words({
  title: ['对账单', 'Statement'],
  lead: ['期初、每一笔变动、期末；相加分毫不差。', 'Opening, every movement, closing; they add up to the cent.'],
  account: ['账户', 'Account'],
  available: ['可用', 'Available'],
  pending: ['待结算', 'Pending'],
  currency: ['币种', 'Currency'],
  opening: ['期初', 'Opening'],
  closing: ['期末', 'Closing'],
  openNote: ['这段时间还可能有变动', 'More may still come in this period'],
  none: ['这段时间没有变动', 'Nothing moved in this time'],
});

/** An account of the organisation over the chosen period. */
export function StatementPage() {
  const money = useLoad((signal) => call('getMoney', { signal }));
  const currencies = money.data?.data.map(({ currency }) => currency) ?? [];
  const currency = currencies.find((each) => each === query.value['currency']) ?? currencies[0] ?? 'CNY';
  const account = query.value['account'] === 'pending' ? 'pending' : 'available';
  return (
    <>
      <PageHead title={say.title} lead={say.lead}>
        <DateRange />
      </PageHead>
      <div class="filters">
        <Choice
          label={say.account}
          value={account}
          choices={[
            ['available', say.available],
            ['pending', say.pending],
          ]}
          onChoice={(each) => setQuery({ account: each })}
        />
        {currencies.length > 1 && (
          <Choice
            label={say.currency}
            value={currency}
            choices={currencies.map((each) => [each, each] as const)}
            onChoice={(each) => setQuery({ currency: each })}
          />
        )}
      </div>
      {money.error !== undefined && <Failure error={money.error} retry={money.reload} />}
      {money.data && <Lines key={`${account} ${currency}`} account={account} currency={currency} />}
    </>
  );
}

function Lines({ account, currency }: Pick<Statement, 'account'> & { currency: string }) {
  const { from, to } = period();
  const range = {
    account,
    currency,
    from: new Date(from).toISOString(),
    to: new Date(Date.parse(to) + dayMs).toISOString(),
  };
  const { data, error, reload } = useLoad(
    (signal) => call('getStatement', { query: { ...range, limit: 1 }, signal }),
    [range.from, range.to],
  );
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  return (
    <>
      {data ? (
        <Tiles
          figures={[
            { name: say.opening, value: showMoney(data.opening) },
            ...data.totals.map(({ kind, amount }) => ({ name: entryWords[kind], value: showMoney(amount) })),
            {
              name: say.closing,
              value: showMoney(data.closing),
              ...(!data.closed && { note: say.openNote }),
            },
          ]}
        />
      ) : (
        <div class="bone" data-size="row" aria-busy="true" />
      )}
      <DataTable<Line>
        name={say.title}
        order="oldest"
        keys={[range.from, range.to]}
        keyOf={({ transfer_id, amount }) => `${transfer_id} ${amount.amount_minor}`}
        load={(cursor, signal) =>
          call('getStatement', { query: { ...range, limit: 50, ...(cursor && { cursor }) }, signal })
        }
        columns={entryColumns}
        empty={<Empty icon="money" title={say.none} />}
      />
    </>
  );
}
