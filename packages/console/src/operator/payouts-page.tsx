import type { QueuedPayout } from '@kameng/contract/desk/payout';
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
import { nameAccount, payoutTones, payoutWords } from '../payout/payout-words.ts';
import { may } from '../shell/me.ts';
import { majorOf } from '../words/read-money.ts';
import { showMoney } from '../words/show-figures.ts';
import { words } from '../words/words.ts';
import { PayoutDetail } from './payout-detail.tsx';

const say = words({
  title: ['提现审批', 'Payouts'],
  lead: [
    '批准、在银行打款、填写流水号；拒绝的金额退回可用余额。',
    'Approve, pay at the bank, note its reference. What is refused is available to its owner again.',
  ],
  when: ['申请时间', 'Asked'],
  owner: ['收款方', 'Who'],
  account: ['账户', 'To'],
  status: ['状态', 'State'],
  amount: ['金额', 'Amount'],
  unverified: ['未认证', 'Not verified'],
  none: ['没有待处理的提现', 'Nothing to decide'],
  find: ['搜索收款方', 'Find by name'],
});

/** What suppliers and agents ask to be paid. */
export function PayoutsPage() {
  const turn = useSignal(0);
  const status = chosenStatus(payoutWords) ?? 'pending';
  const q = searched();
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <DataTable<QueuedPayout>
        name={say.title}
        order="oldest"
        keys={[turn.value]}
        keyOf={({ id }) => id}
        load={(cursor, signal) =>
          call('listPayoutQueue', { query: { status, limit: 50, ...(q && { q }), ...(cursor && { cursor }) }, signal })
        }
        narrows={['q', 'status']}
        filters={
          <>
            <SearchFilter label={say.find} />
            <StatusFilter all={payoutWords} first="pending" />
          </>
        }
        columns={columns()}
        empty={<Empty icon="check" title={say.none} />}
        {...(may('money:write') && {
          detail: (payout: QueuedPayout, close: () => void) => ({
            title: showMoney(payout.amount),
            body: (
              <PayoutDetail
                id={payout.id}
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

const columns = (): Column<QueuedPayout>[] => [
  {
    head: say.when,
    wide: true,
    cell: ({ created_at }) => <Time at={created_at} />,
    text: ({ created_at }) => created_at,
  },
  {
    head: say.owner,
    cell: ({ owner }) => (
      <>
        <span class="strong">{owner.name}</span> {!owner.verified && <Badge tone="danger">{say.unverified}</Badge>}
      </>
    ),
    text: ({ owner }) => owner.name,
  },
  {
    head: say.account,
    wide: true,
    cell: ({ account }) => nameAccount(account),
    text: ({ account }) => nameAccount(account),
  },
  {
    head: say.status,
    wide: true,
    cell: ({ status }) => <Badge tone={payoutTones[status]}>{payoutWords[status]}</Badge>,
    text: ({ status }) => payoutWords[status],
  },
  { head: say.amount, end: true, cell: ({ amount }) => showMoney(amount), text: ({ amount }) => majorOf(amount) },
];
