import type { QueuedSubmission } from '@kameng/contract/desk/supplier';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { DocumentView } from '../document/document-view.tsx';
import { nameOf, submissionTones, submissionWords } from '../goods/goods-words.ts';
import { SubmissionFacts } from '../goods/submission-facts.tsx';
import { Badge } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import type { Column } from '../parts/table-rows.tsx';
import { DecideForm } from '../parts/decide-form.tsx';
import { Empty } from '../parts/empty.tsx';
import { Icon } from '../parts/icon.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { searched, SearchFilter } from '../parts/search-field.tsx';
import { chosenStatus, StatusFilter } from '../parts/status-filter.tsx';
import { Time } from '../parts/time.tsx';
import { toast } from '../parts/toast.tsx';
import { may } from '../shell/me.ts';
import { fill, words } from '../words/words.ts';

const say = words({
  title: ['商品审核', 'Goods to review'],
  lead: [
    '先到先审；通过后进入目录，未通过的不能销售。',
    'Oldest first. What is approved is in the catalogue; nothing else is sold.',
  ],
  product: ['商品', 'Product'],
  supplier: ['供货商', 'Supplier'],
  status: ['状态', 'State'],
  since: ['提交时间', 'Sent'],
  none: ['没有待审核的商品', 'Nothing to review'],
  flagged: ['疑似禁售', 'Sounds prohibited'],
  flag: ['提到“{words}”：{reason}', 'It says “{words}”: {reason}'],
  proof: ['销售权证明', 'Proof of the right to sell'],
  approve: ['通过，上架', 'Approve'],
  ask: ['要求修改', 'Ask for a change'],
  refuse: ['拒绝', 'Refuse'],
  strike: ['允许划线显示官网价（法律允许时）', 'The list price may lawfully be struck through'],
  decided: ['已决定', 'It is decided'],
  find: ['搜索商品或供货商', 'Find goods or a supplier'],
});

/** Goods that wait for the operator's review. */
export function ReviewPage() {
  const turn = useSignal(0);
  const status = chosenStatus(submissionWords) ?? 'submitted';
  const q = searched();
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <DataTable<QueuedSubmission>
        name={say.title}
        order="oldest"
        keys={[turn.value]}
        keyOf={({ id }) => id}
        load={(cursor, signal) =>
          call('listSubmissionQueue', {
            query: { status, limit: 50, ...(q && { q }), ...(cursor && { cursor }) },
            signal,
          })
        }
        narrows={['q', 'status']}
        filters={
          <>
            <SearchFilter label={say.find} />
            <StatusFilter all={submissionWords} first="submitted" />
          </>
        }
        columns={columns()}
        empty={<Empty icon="check" title={say.none} />}
        detail={(submission, close) => ({
          title: nameOf(submission),
          body: (
            <Review
              submission={submission}
              onDecided={() => {
                turn.value += 1;
                close();
              }}
            />
          ),
        })}
      />
    </>
  );
}

const columns = (): Column<QueuedSubmission>[] => [
  {
    head: say.product,
    cell: (row) => (
      <>
        <span class="strong">{nameOf(row)}</span>{' '}
        {row.flags.length > 0 && <Badge tone="attention">{say.flagged}</Badge>}
      </>
    ),
    text: nameOf,
  },
  { head: say.supplier, cell: ({ supplier }) => supplier.name, text: ({ supplier }) => supplier.name },
  {
    head: say.status,
    wide: true,
    cell: ({ status }) => <Badge tone={submissionTones[status]}>{submissionWords[status]}</Badge>,
    text: ({ status }) => submissionWords[status],
  },
  {
    head: say.since,
    wide: true,
    cell: ({ updated_at }) => <Time at={updated_at} />,
    text: ({ updated_at }) => updated_at,
  },
];

function Review({ submission, onDecided }: { submission: QueuedSubmission; onDecided: () => void }) {
  const strike = useSignal(false);
  const { id, status, flags, proof } = submission;
  return (
    <div class="stack">
      {flags.map((flag) => (
        <div key={flag.id} class="notice" data-tone="attention">
          <Icon name="alert" />
          <p class="grow">{fill(say.flag, { words: flag.words, reason: flag.reason })}</p>
        </div>
      ))}
      {status !== 'refused' && may('verification:write') && (
        <section class="stack tight">
          <h3>{say.proof}</h3>
          {proof.documents.map((documentId, at) => (
            <DocumentView key={documentId} id={documentId} n={at + 1} />
          ))}
        </section>
      )}
      {status === 'submitted' && may('goods:write') && (
        <DecideForm
          choices={[
            ['approve', say.approve],
            ['ask', say.ask],
            ['refuse', say.refuse],
          ]}
          silent={['approve']}
          more={(decision) =>
            decision === 'approve' && (
              <label class="check">
                <input type="checkbox" checked={strike.value} onChange={() => (strike.value = !strike.value)} />
                {say.strike}
              </label>
            )
          }
          onDecide={async (decision, message) => {
            await call('reviewSubmission', {
              id,
              body: { decision, strike_allowed: strike.value, ...(message && { message }) },
            });
            toast(say.decided);
            onDecided();
          }}
        />
      )}
      <SubmissionFacts submission={submission} />
    </div>
  );
}
