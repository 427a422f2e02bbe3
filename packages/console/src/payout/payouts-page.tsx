import type { OwnerMoney, Payout } from '@kameng/contract/desk/payout';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import type { Column } from '../parts/table-rows.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty } from '../parts/empty.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { Icon } from '../parts/icon.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { chosenStatus, StatusFilter } from '../parts/status-filter.tsx';
import { Tiles } from '../parts/tiles.tsx';
import { Time } from '../parts/time.tsx';
import { useLoad } from '../parts/use-load.ts';
import { may } from '../shell/me.ts';
import { majorOf } from '../words/read-money.ts';
import { showMoney } from '../words/show-figures.ts';
import { showTime } from '../words/show.ts';
import { words } from '../words/words.ts';
import { PayoutAccounts } from './payout-accounts.tsx';
import { moneyWords, nameAccount, payoutTones, payoutWords } from './payout-words.ts';
import { RequestPayout } from './request-payout.tsx';

const say = words({
  title: ['提现', 'Payouts'],
  lead: [
    '到期的收入可以提现；其中一成保留 30 天用于退款。',
    'What has matured can be paid out; a tenth of it stays 30 days for refunds.',
  ],
  ask: ['申请提现', 'Ask for a payout'],
  when: ['申请时间', 'Asked'],
  status: ['状态', 'State'],
  amount: ['金额', 'Amount'],
  account: ['收款账户', 'To'],
  reference: ['银行流水号', 'Reference'],
  message: ['原因', 'Why'],
  none: ['还没有提现', 'No payouts yet'],
  noneWhy: ['添加收款账户后即可申请。', 'Add an account to be paid to; then ask.'],
});

/** What can be paid out, to which accounts, and what was. */
export function PayoutsPage() {
  const turn = useSignal(0);
  const asking = useSignal(false);
  const money = useLoad((signal) => call('getMoney', { signal }), [turn.value]);
  const status = chosenStatus(payoutWords);
  const payable = money.data?.data.some(({ payable }) => payable.amount_minor > 0) === true;
  return (
    <>
      <PageHead title={say.title} lead={say.lead}>
        {may('money:write') && (
          <button type="button" class="primary" disabled={!payable} onClick={() => (asking.value = true)}>
            {say.ask}
          </button>
        )}
      </PageHead>
      {money.error !== undefined && <Failure error={money.error} retry={money.reload} />}
      {money.data?.data.map((row) => (
        <MoneyTiles key={row.currency} money={row} />
      ))}
      <PayoutAccounts />
      <DataTable<Payout>
        name={say.title}
        keys={[turn.value]}
        keyOf={({ id }) => id}
        load={(cursor, signal) =>
          call('listPayouts', { query: { limit: 50, ...(cursor && { cursor }), ...(status && { status }) }, signal })
        }
        narrows={['status']}
        filters={<StatusFilter all={payoutWords} />}
        columns={columns()}
        empty={
          <Empty icon="money" title={say.none}>
            <p class="muted">{say.noneWhy}</p>
          </Empty>
        }
        detail={(payout) => ({ title: showMoney(payout.amount), body: <PayoutFacts payout={payout} /> })}
      />
      {asking.value && money.data && (
        <Dialog title={say.ask} onClose={() => (asking.value = false)}>
          <RequestPayout
            money={money.data.data}
            onAsked={() => {
              asking.value = false;
              turn.value += 1;
            }}
          />
        </Dialog>
      )}
    </>
  );
}

function MoneyTiles({ money }: { money: OwnerMoney }) {
  const shown = (['pending', 'available', 'payable', 'in_payout'] as const).map((part) => ({
    name: moneyWords[part],
    value: showMoney(money[part]),
    ...(part === 'available' &&
      money.reserved.amount_minor > 0 && { note: `${moneyWords.reserved} ${showMoney(money.reserved)}` }),
  }));
  const owed = money.owed.amount_minor > 0;
  return (
    <Tiles
      figures={owed ? [...shown, { name: moneyWords.owed, value: showMoney(money.owed), attention: true }] : shown}
    />
  );
}

const columns = (): Column<Payout>[] => [
  { head: say.when, cell: ({ created_at }) => <Time at={created_at} />, text: ({ created_at }) => created_at },
  {
    head: say.status,
    cell: ({ status }) => <Badge tone={payoutTones[status]}>{payoutWords[status]}</Badge>,
    text: ({ status }) => payoutWords[status],
  },
  {
    head: say.account,
    wide: true,
    cell: ({ account }) => nameAccount(account),
    text: ({ account }) => nameAccount(account),
  },
  {
    head: say.amount,
    end: true,
    cell: ({ amount }) => showMoney(amount),
    text: ({ amount }) => majorOf(amount),
  },
];

/** One payout, as its owner sees it. */
function PayoutFacts({ payout }: { payout: Payout }) {
  return (
    <>
      {payout.message && (
        <div class="notice" data-tone="danger">
          <Icon name="alert" />
          <p class="grow">{payout.message}</p>
        </div>
      )}
      <Facts
        rows={[
          [say.status, <Badge tone={payoutTones[payout.status]}>{payoutWords[payout.status]}</Badge>],
          [say.when, showTime(payout.created_at)],
          [say.account, nameAccount(payout.account)],
          [say.reference, payout.reference && <code>{payout.reference}</code>],
        ]}
      />
    </>
  );
}
