import type { Freeze } from '@kameng/contract/desk/freeze';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty } from '../parts/empty.tsx';
import { Facts } from '../parts/facts.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { ReasonForm } from '../parts/reason-form.tsx';
import { chosenStatus, StatusFilter } from '../parts/status-filter.tsx';
import { Time } from '../parts/time.tsx';
import type { Column } from '../parts/table-rows.tsx';
import { may } from '../shell/me.ts';
import { showTime } from '../words/show.ts';
import { words } from '../words/words.ts';
import { FreezeForm } from './freeze-form.tsx';

const say = words({
  title: ['冻结', 'Frozen'],
  freezeTitle: ['冻结', 'Freeze'],
  lead: [
    '冻结的供货商和商品不出售，代理不计佣，提现暂停，订单不交付也不显示卡密。',
    'Nothing of a frozen supplier or product is sold, a frozen agent earns nothing, payouts wait, and a frozen order shows no codes.',
  ],
  add: ['冻结…', 'Freeze…'],
  what: ['对象', 'What'],
  why: ['原因', 'Why'],
  by: ['操作人', 'By'],
  since: ['冻结时间', 'Since'],
  lifted: ['解冻', 'Lifted'],
  lift: ['解冻', 'Lift'],
  liftWhy: ['解冻原因', 'Why it is lifted'],
  done: ['已解冻', 'It is lifted'],
  every: ['全部对象', 'Everything'],
  none: ['没有冻结中的对象', 'Nothing is frozen'],
});
const kinds = words<Freeze['kind']>({
  supplier: ['供货商', 'Supplier'],
  product: ['商品', 'Product'],
  agent: ['代理', 'Agent'],
  order: ['订单', 'Order'],
});
const states = words({ open: ['冻结中', 'Frozen now'], all: ['全部记录', 'All on record'] });

/** What the operator has stopped for now. */
export function FreezesPage() {
  const turn = useSignal(0);
  const adding = useSignal(false);
  const state = chosenStatus(states) ?? 'open';
  const kind = chosenStatus(kinds, 'kind');
  return (
    <>
      <PageHead title={say.title} lead={say.lead}>
        {may('parties:write') && (
          <button type="button" class="danger" onClick={() => (adding.value = true)}>
            {say.add}
          </button>
        )}
      </PageHead>
      <DataTable<Freeze>
        name={say.title}
        keys={[state, turn.value]}
        keyOf={({ id }) => id}
        load={(cursor, signal) =>
          call('listFreezes', { query: { state, limit: 50, ...(kind && { kind }), ...(cursor && { cursor }) }, signal })
        }
        narrows={['kind']}
        filters={
          <>
            <StatusFilter all={kinds} label={say.what} every={say.every} name="kind" />
            <StatusFilter all={states} first="open" />
          </>
        }
        columns={columns()}
        empty={<Empty icon="check" title={say.none} />}
        detail={(freeze, close) => ({
          title: freeze.name ?? kinds[freeze.kind],
          body: (
            <FreezeDetail
              freeze={freeze}
              onDone={() => {
                turn.value += 1;
                close();
              }}
            />
          ),
        })}
      />
      {adding.value && (
        <Dialog title={say.freezeTitle} onClose={() => (adding.value = false)}>
          <FreezeForm
            onDone={() => {
              adding.value = false;
              turn.value += 1;
            }}
          />
        </Dialog>
      )}
    </>
  );
}

function FreezeDetail({ freeze, onDone }: { freeze: Freeze; onDone: () => void }) {
  return (
    <div class="stack">
      <Facts
        rows={[
          [say.what, kinds[freeze.kind]],
          ['ID', <code>{freeze.object_id}</code>],
          [say.why, freeze.reason],
          [say.by, freeze.frozen_by],
          [say.since, showTime(freeze.created_at)],
          [
            say.lifted,
            freeze.lifted_at && `${showTime(freeze.lifted_at)} · ${freeze.lifted_by} · ${freeze.lifted_reason}`,
          ],
        ]}
      />
      {freeze.lifted_at === null && may('parties:write') && (
        <ReasonForm
          send={say.lift}
          label={say.liftWhy}
          done={say.done}
          act={(reason) => call('liftFreeze', { id: freeze.id, body: { reason } })}
          onDone={onDone}
        />
      )}
    </div>
  );
}

const columns = (): Column<Freeze>[] => [
  {
    head: say.what,
    cell: ({ kind, name, object_id }) => (
      <>
        <Badge tone="attention">{kinds[kind]}</Badge> {name ?? <code class="clip">{object_id}</code>}
      </>
    ),
    text: ({ object_id }) => object_id,
  },
  { head: say.why, cell: ({ reason }) => reason, text: ({ reason }) => reason },
  { head: say.by, wide: true, cell: ({ frozen_by }) => frozen_by, text: ({ frozen_by }) => frozen_by },
  {
    head: say.since,
    wide: true,
    cell: ({ created_at }) => <Time at={created_at} />,
    text: ({ created_at }) => created_at,
  },
];
