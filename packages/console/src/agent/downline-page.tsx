import type { Downline } from '@kameng/contract/desk/agent';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { Copy } from '../parts/copy.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { searched, SearchFilter } from '../parts/search-field.tsx';
import { Time } from '../parts/time.tsx';
import { useLoad } from '../parts/use-load.ts';
import { showMoney, showNumber } from '../words/show-figures.ts';
import { showTime } from '../words/show.ts';
import { fill, words } from '../words/words.ts';

type Row = Downline['data'][number];

const say = words({
  title: ['下级与等级', 'Downline and levels'],
  lead: [
    '您邀请的代理成交时，平台从自己的份额里另付您一份，最多两级；买家和下级都不会少得。',
    'When agents whom you brought in sell, the pool pays you out of its own share, two levels deep; neither buyers nor they pay for it.',
  ],
  invite: ['邀请链接', 'Invitation link'],
  levels: ['等级与费率', 'Levels and rates'],
  level: ['等级', 'Level'],
  from: ['累计成交', 'Matured sales from'],
  own: ['自己成交', 'Own sales'],
  child: ['下级成交', 'Theirs'],
  grandchild: ['下级的下级', 'Those below them'],
  later: ['自 {time} 起', 'From {time} on'],
  yours: ['您的等级', 'Yours'],
  name: ['代理', 'Agent'],
  joined: ['加入时间', 'Joined'],
  brought: ['又邀请了', 'Brought in'],
  sales: ['成交', 'Sales'],
  earned: ['为您带来', 'Earned you'],
  find: ['搜索代理名称', 'Find an agent by name'],
  none: ['还没有下级', 'Nobody yet'],
  noneWhy: ['把邀请链接发给想做代理的人。', 'Send the invitation link to whoever wants to resell.'],
});

/** Whom one brought in, what they earned one, and what the levels pay. */
export function DownlinePage() {
  const q = searched();
  const { data, error, reload } = useLoad((signal) =>
    Promise.all([call('getAgent', { signal }), call('listLevels', { signal }), call('listDownline', { signal })]),
  );
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      {data ? (
        <>
          <section class="card stack tight">
            <h2>{say.invite}</h2>
            <Copy text={data[2].invite_url} label={say.invite} />
          </section>
          <Levels title={say.levels} levels={data[1].data} own={data[0].level} />
          {data[1].upcoming.map(({ live_from, data: levels }) => (
            <Levels
              key={live_from}
              title={fill(say.later, { time: showTime(live_from) })}
              levels={levels}
              own={data[0].level}
            />
          ))}
        </>
      ) : (
        <div class="bone" data-size="row" aria-busy="true" />
      )}
      <DataTable<Row>
        name={say.title}
        keyOf={({ name, joined_at }) => `${name} ${joined_at}`}
        load={(cursor, signal) =>
          call('listDownline', { query: { limit: 50, ...(cursor && { cursor }), ...(q && { q }) }, signal })
        }
        narrows={['q']}
        filters={<SearchFilter label={say.find} />}
        columns={[
          { head: say.name, cell: ({ name }) => name, text: ({ name }) => name },
          { head: say.level, end: true, cell: ({ level }) => level, text: ({ level }) => level },
          {
            head: say.joined,
            wide: true,
            cell: ({ joined_at }) => <Time at={joined_at} />,
            text: ({ joined_at }) => joined_at,
          },
          {
            head: say.brought,
            wide: true,
            end: true,
            cell: (row) => showNumber(row.brought_in),
            text: (row) => row.brought_in,
          },
          { head: say.sales, end: true, cell: ({ sales }) => showNumber(sales), text: ({ sales }) => sales },
          {
            head: say.earned,
            end: true,
            cell: ({ earned }) => earned.map(showMoney).join(' · ') || '—',
            text: ({ earned }) => earned.map(showMoney).join(' '),
          },
        ]}
        empty={
          <Empty icon="people" title={say.none}>
            <p class="muted">{say.noneWhy}</p>
          </Empty>
        }
      />
    </>
  );
}

type Level = Awaited<ReturnType<typeof call<'listLevels'>>>['data'][number];

function Levels({ title, levels, own }: { title: string; levels: readonly Level[]; own: number }) {
  const rate = (bps: number) => `${bps / 100}%`;
  return (
    <section class="stack">
      <h2>{title}</h2>
      <div class="table-box dense" role="region" aria-label={title} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {[say.level, say.from, say.own, say.child, say.grandchild].map((head, at) => (
                <th key={head} scope="col" data-end={at > 0}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {levels.map((level) => (
              <tr key={level.level}>
                <td>
                  {level.level} {level.level === own && <Badge tone="good">{say.yours}</Badge>}
                </td>
                <td data-end>{showMoney(level.sales_from)}</td>
                <td data-end>{rate(level.commission_bps)}</td>
                <td data-end>{rate(level.child_bps)}</td>
                <td data-end>{rate(level.grandchild_bps)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
