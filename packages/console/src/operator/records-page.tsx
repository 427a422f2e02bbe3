import type { RecordRequest } from '@kameng/contract/desk/record';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty } from '../parts/empty.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { chosenStatus, StatusFilter } from '../parts/status-filter.tsx';
import { Time } from '../parts/time.tsx';
import { may } from '../shell/me.ts';
import { words } from '../words/words.ts';
import { AddRecordRequest } from './add-record-request.tsx';
import { RecordDetail } from './record-detail.tsx';
import { recordKinds, recordStatuses } from './record-words.ts';

const say = words({
  title: ['个人数据请求', 'Personal records'],
  lead: [
    '买家想要或想删除平台保存的关于自己的数据。删除会销毁密钥，无法撤销；账目保留。',
    'Buyers who want what is kept of them, or want it erased. Erasing destroys keys and cannot be undone; the books stay.',
  ],
  add: ['登记请求…', 'Write one down…'],
  what: ['请求', 'Wish'],
  who: ['联系方式', 'Address'],
  erased: ['已删除', 'erased'],
  by: ['提出人', 'Asked by'],
  since: ['提出时间', 'Asked'],
  none: ['没有请求', 'Nobody asked for anything'],
});
const states = words({ waiting: ['待处理', 'Waiting'], ended: ['已结束', 'Ended'] });

/** What people asked about their own data, and what became of it. */
export function RecordsPage() {
  const turn = useSignal(0);
  const adding = useSignal(false);
  const state = chosenStatus(states) ?? 'waiting';
  const again = (close: () => void) => {
    turn.value += 1;
    close();
  };
  return (
    <>
      <PageHead title={say.title} lead={say.lead}>
        {may('records:write') && (
          <button type="button" onClick={() => (adding.value = true)}>
            {say.add}
          </button>
        )}
      </PageHead>
      <DataTable<RecordRequest>
        name={say.title}
        keys={[turn.value]}
        keyOf={({ id }) => id}
        load={(cursor, signal) =>
          call('listRecordRequests', { query: { state, limit: 50, ...(cursor && { cursor }) }, signal })
        }
        narrows={['status']}
        filters={<StatusFilter all={states} first="waiting" />}
        columns={[
          {
            head: say.what,
            cell: ({ kind, status }) => (
              <>
                {recordKinds[kind]} <Badge>{recordStatuses[status]}</Badge>
              </>
            ),
            text: ({ kind, status }) => `${kind} ${status}`,
          },
          {
            head: say.who,
            cell: ({ contact_hint }) => contact_hint ?? say.erased,
            text: ({ contact_hint }) => contact_hint ?? '',
          },
          { head: say.by, wide: true, cell: ({ asked_by }) => asked_by.name, text: ({ asked_by }) => asked_by.name },
          {
            head: say.since,
            wide: true,
            cell: ({ created_at }) => <Time at={created_at} />,
            text: ({ created_at }) => created_at,
          },
        ]}
        empty={<Empty icon="check" title={say.none} />}
        detail={(request, close) => ({
          title: recordKinds[request.kind],
          body: <RecordDetail request={request} onDone={() => again(close)} />,
        })}
      />
      {adding.value && (
        <Dialog title={say.title} onClose={() => (adding.value = false)}>
          <AddRecordRequest onDone={() => again(() => (adding.value = false))} />
        </Dialog>
      )}
    </>
  );
}
