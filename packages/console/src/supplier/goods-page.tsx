import type { Submission } from '@kameng/contract/desk/supplier';
import { type Signal, useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { nameOf, submissionTones, submissionWords } from '../goods/goods-words.ts';
import { Badge } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import type { Column } from '../parts/table-rows.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty } from '../parts/empty.tsx';
import { Icon } from '../parts/icon.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { searched, SearchFilter } from '../parts/search-field.tsx';
import { chosenStatus, StatusFilter } from '../parts/status-filter.tsx';
import { Time } from '../parts/time.tsx';
import { may } from '../shell/me.ts';
import { words } from '../words/words.ts';
import { GoodsDetail } from './goods-detail.tsx';
import { GoodsForm } from './goods-form.tsx';
import { Prohibitions } from './prohibitions.tsx';

const say = words({
  title: ['商品', 'Goods'],
  lead: [
    '每件商品先审核再销售；要求修改时在这里回复。',
    'Each product is reviewed before it sells. Answer here when a change is asked for.',
  ],
  submit: ['提交商品', 'Submit a product'],
  product: ['商品', 'Product'],
  status: ['状态', 'State'],
  round: ['轮次', 'Round'],
  updated: ['更新时间', 'Changed'],
  none: ['还没有提交过商品', 'Nothing submitted yet'],
  noneWhy: [
    '提交商品资料和销售权证明，审核通过即可供货。',
    'Send what it is and the proof that you may sell it; once it is approved, make an offer.',
  ],
  again: ['修改商品', 'Change the product'],
  find: ['搜索商品或品牌', 'Find a product or brand'],
});

/** What the supplier wants to sell, and where its review stands. */
export function GoodsPage() {
  const turn = useSignal(0);
  const writing = useSignal<Submission | 'new' | undefined>(undefined);
  const status = chosenStatus(submissionWords);
  const q = searched();
  const writes = may('goods:write');
  const submit = writes && (
    <button type="button" class="primary" onClick={() => (writing.value = 'new')}>
      <Icon name="plus" />
      {say.submit}
    </button>
  );
  return (
    <>
      <PageHead title={say.title} lead={say.lead}>
        {submit}
      </PageHead>
      <DataTable<Submission>
        name={say.title}
        keys={[turn.value]}
        keyOf={({ id }) => id}
        load={(cursor, signal) =>
          call('listSubmissions', {
            query: { limit: 50, ...(q && { q }), ...(cursor && { cursor }), ...(status && { status }) },
            signal,
          })
        }
        narrows={['q', 'status']}
        filters={
          <>
            <SearchFilter label={say.find} />
            <StatusFilter all={submissionWords} />
          </>
        }
        columns={columns()}
        empty={
          <Empty icon="box" title={say.none}>
            <p class="muted">{say.noneWhy}</p>
            {submit}
          </Empty>
        }
        detail={(submission, close) => ({
          title: nameOf(submission),
          body: (
            <GoodsDetail
              submission={submission}
              onAnswer={() => {
                close();
                writing.value = submission;
              }}
              onWithdrawn={() => {
                turn.value += 1;
                close();
              }}
            />
          ),
        })}
      />
      <Prohibitions />
      <Writing
        writing={writing}
        onSent={() => {
          writing.value = undefined;
          turn.value += 1;
        }}
      />
    </>
  );
}

function Writing({ writing, onSent }: { writing: Signal<Submission | 'new' | undefined>; onSent: () => void }) {
  const { value } = writing;
  if (value === undefined) return null;
  return (
    <Dialog side title={value === 'new' ? say.submit : say.again} onClose={() => (writing.value = undefined)}>
      <GoodsForm of={value === 'new' ? undefined : value} onSent={onSent} />
    </Dialog>
  );
}

const columns = (): Column<Submission>[] => [
  { head: say.product, cell: (row) => <span class="strong">{nameOf(row)}</span>, text: nameOf },
  {
    head: say.status,
    cell: ({ status }) => <Badge tone={submissionTones[status]}>{submissionWords[status]}</Badge>,
    text: ({ status }) => submissionWords[status],
  },
  { head: say.round, end: true, wide: true, cell: ({ round }) => round, text: ({ round }) => round },
  {
    head: say.updated,
    wide: true,
    cell: ({ updated_at }) => <Time at={updated_at} />,
    text: ({ updated_at }) => updated_at,
  },
];
