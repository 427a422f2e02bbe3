import type { QueuedVerification } from '@kameng/contract/desk/verification';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import type { Column } from '../parts/table-rows.tsx';
import { Empty } from '../parts/empty.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { searched, SearchFilter } from '../parts/search-field.tsx';
import { chosenStatus, StatusFilter } from '../parts/status-filter.tsx';
import { Time } from '../parts/time.tsx';
import { may } from '../shell/me.ts';
import { subjectWords, verificationTones, verificationWords } from '../verification/verification-words.ts';
import { words } from '../words/words.ts';
import { VerificationDetail } from './verification-detail.tsx';

const say = words({
  title: ['实名审核', 'Verifications'],
  lead: [
    '先到先审；谁看过文件会被记录，决定后文件即删除。',
    'Oldest first. Who looked is kept; with the decision the documents are gone.',
  ],
  who: ['组织', 'Organisation'],
  subject: ['主体', 'Kind'],
  status: ['状态', 'State'],
  since: ['提交时间', 'Sent'],
  none: ['没有待审核的认证', 'Nobody waits'],
  known: ['号码已被认证过', 'Number is known'],
  find: ['搜索组织名称', 'Find an organisation'],
});

/** Those who want to be verified. */
export function VerificationsPage() {
  const turn = useSignal(0);
  const status = chosenStatus(verificationWords) ?? 'in_review';
  const q = searched();
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <DataTable<QueuedVerification>
        name={say.title}
        order="oldest"
        keys={[turn.value]}
        keyOf={({ id }) => id}
        load={(cursor, signal) =>
          call('listVerificationQueue', {
            query: { status, limit: 50, ...(q && { q }), ...(cursor && { cursor }) },
            signal,
          })
        }
        narrows={['q', 'status']}
        filters={
          <>
            <SearchFilter label={say.find} />
            <StatusFilter all={verificationWords} first="in_review" />
          </>
        }
        columns={columns()}
        empty={<Empty icon="check" title={say.none} />}
        {...(may('verification:write') && {
          detail: (row: QueuedVerification, close: () => void) => ({
            title: row.organisation.name,
            body: (
              <VerificationDetail
                id={row.id}
                onDecided={() => {
                  turn.value += 1;
                  close();
                }}
              />
            ),
          }),
        })}
      />
    </>
  );
}

const columns = (): Column<QueuedVerification>[] => [
  {
    head: say.who,
    cell: ({ organisation, number_known }) => (
      <>
        <span class="strong">{organisation.name}</span> {number_known && <Badge tone="attention">{say.known}</Badge>}
      </>
    ),
    text: ({ organisation }) => organisation.name,
  },
  {
    head: say.subject,
    wide: true,
    cell: ({ subject }) => subjectWords[subject],
    text: ({ subject }) => subjectWords[subject],
  },
  {
    head: say.status,
    cell: ({ status }) => <Badge tone={verificationTones[status]}>{verificationWords[status]}</Badge>,
    text: ({ status }) => verificationWords[status],
  },
  {
    head: say.since,
    wide: true,
    cell: ({ created_at }) => <Time at={created_at} />,
    text: ({ created_at }) => created_at,
  },
];
