import type { DisputeRow } from '@kameng/contract/dispute';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import type { Column } from '../parts/table-rows.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty } from '../parts/empty.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { searched, SearchFilter } from '../parts/search-field.tsx';
import { chosenStatus, StatusFilter } from '../parts/status-filter.tsx';
import { Time } from '../parts/time.tsx';
import { organisation } from '../shell/me.ts';
import { query, setQuery } from '../shell/route.ts';
import { majorOf } from '../words/read-money.ts';
import { showMoney } from '../words/show-figures.ts';
import { words } from '../words/words.ts';
import { DisputeDetail } from './dispute-detail.tsx';
import { claimWords, sayRemedy, statusWords } from './dispute-words.ts';

const say = words({
  title: ['售后', 'Disputes'],
  supplier: [
    '轮到您时有 48 小时；没有回应就退款给买家。',
    'When it is your turn you have 48 hours; silence gives the money back.',
  ],
  operator: [
    '需要裁决的有 72 小时；没有裁决就按对买家有利处理。',
    'What waits for you has 72 hours; silence decides for the buyer.',
  ],
  order: ['订单', 'Order'],
  status: ['状态', 'State'],
  deadline: ['截止', 'Until'],
  claim: ['买家说', 'The buyer says'],
  amount: ['金额', 'Amount'],
  outcome: ['结果', 'Outcome'],
  empty: ['没有售后', 'No disputes'],
  find: ['按订单编号查找', 'Find an order by its id'],
});

/** Disputes of a desk: the supplier's own, or all of them at the operator's. */
export function DisputesPage() {
  const turn = useSignal(0);
  const kind = organisation.value?.kind === 'operator' ? 'operator' : 'supplier';
  const list = kind === 'operator' ? 'listAdminDisputes' : 'listSupplierDisputes';
  // The supplier's turn begins with the opening.
  const { opened: _opened, ...states } = statusWords;
  const status = chosenStatus(states);
  const order = searched('order');
  const linked = query.value['dispute'];
  const changed = () => (turn.value += 1);
  return (
    <>
      <PageHead title={say.title} lead={say[kind]} />
      <DataTable<DisputeRow>
        name={say.title}
        keys={[turn.value]}
        keyOf={({ id }) => id}
        load={(cursor, signal) =>
          call(list, {
            query: {
              limit: 50,
              ...(order && { order_id: order }),
              ...(cursor && { cursor }),
              ...(status && { status }),
            },
            signal,
          })
        }
        narrows={['order', 'status']}
        filters={
          <>
            <SearchFilter label={say.find} name="order" max={64} />
            <StatusFilter all={states} />
          </>
        }
        columns={columnsFor(kind)}
        empty={<Empty icon="scales" title={say.empty} />}
        detail={({ id, claim }) => ({
          title: claimWords[claim],
          body: <DisputeDetail id={id} kind={kind} onChange={changed} />,
        })}
      />
      {linked && (
        <Dialog side title={say.title} onClose={() => setQuery({ dispute: '' })}>
          <DisputeDetail id={linked} kind={kind} onChange={changed} />
        </Dialog>
      )}
    </>
  );
}

/** What a row shows; what waits for this desk stands out. */
function columnsFor(kind: 'supplier' | 'operator'): Column<DisputeRow>[] {
  return [
    {
      head: say.status,
      cell: ({ status, turn }) => (
        <Badge tone={turn === (kind === 'operator' ? 'arbiter' : 'supplier') ? 'attention' : 'plain'}>
          {statusWords[status]}
        </Badge>
      ),
      text: ({ status }) => statusWords[status],
    },
    {
      head: say.deadline,
      cell: ({ deadline }) => deadline && <Time at={deadline} />,
      text: ({ deadline }) => deadline ?? '',
    },
    { head: say.claim, cell: ({ claim }) => claimWords[claim], text: ({ claim }) => claimWords[claim] },
    {
      head: say.amount,
      end: true,
      cell: ({ amount }) => showMoney(amount),
      text: ({ amount }) => majorOf(amount),
    },
    {
      head: say.outcome,
      wide: true,
      cell: ({ outcome }) => sayRemedy(outcome),
      text: ({ outcome }) => sayRemedy(outcome),
    },
    {
      head: say.order,
      wide: true,
      cell: ({ order_id }) => <code class="clip">{order_id}</code>,
      text: ({ order_id }) => order_id,
    },
  ];
}
