import type { Adjustment } from '@kameng/contract/desk/adjustment';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Badge, type Tone } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import type { Column } from '../parts/table-rows.tsx';
import { DecideForm } from '../parts/decide-form.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty } from '../parts/empty.tsx';
import { Facts } from '../parts/facts.tsx';
import { Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { Icon } from '../parts/icon.tsx';
import { MoneyField } from '../parts/money-field.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { chosenStatus, StatusFilter } from '../parts/status-filter.tsx';
import { Time } from '../parts/time.tsx';
import { toast } from '../parts/toast.tsx';
import { may, me } from '../shell/me.ts';
import { majorOf, readMoney } from '../words/read-money.ts';
import { showMoney } from '../words/show-figures.ts';
import { showTime } from '../words/show.ts';
import { words } from '../words/words.ts';

const say = words({
  title: ['人工调账', 'Adjustments'],
  lead: [
    '一人提出，另一人批准，批准后资金立即转移。',
    'One person proposes, another one approves; only then the money moves.',
  ],
  add: ['提出调账', 'Propose'],
  from: ['从', 'From'],
  to: ['到', 'To'],
  party: [
    'platform 表示平台；或供货商 sup_、代理 agt_、站点 sit_ 的编号。',
    'platform is the operator; else the id of a supplier (sup_), agent (agt_) or site (sit_).',
  ],
  currency: ['币种', 'Currency'],
  amount: ['金额', 'Amount'],
  reason: ['原因', 'Why'],
  proposed: ['提出', 'Proposed'],
  decided: ['决定', 'Decided'],
  message: ['说明', 'Said'],
  approve: ['批准并转移', 'Approve and move it'],
  refuse: ['拒绝', 'Refuse'],
  own: ['您提出的调账要由另一个人决定。', 'Somebody else decides about what you proposed.'],
  added: ['已提出，等待另一人批准', 'Proposed; somebody else approves it'],
  done: ['已决定', 'Decided'],
  none: ['没有这样的调账', 'There are none'],
});
const states = words<Adjustment['status']>({
  proposed: ['待批准', 'To be approved'],
  approved: ['已转移', 'Moved'],
  refused: ['已拒绝', 'Refused'],
});
const tones: Record<Adjustment['status'], Tone> = { proposed: 'attention', approved: 'good', refused: 'plain' };

/** Money that is moved by hand. */
export function AdjustmentsPage() {
  const turn = useSignal(0);
  const adding = useSignal(false);
  const status = chosenStatus(states) ?? 'proposed';
  const again = () => (turn.value += 1);
  return (
    <>
      <PageHead title={say.title} lead={say.lead}>
        {may('money:write') && (
          <button type="button" class="primary" onClick={() => (adding.value = true)}>
            <Icon name="plus" />
            {say.add}
          </button>
        )}
      </PageHead>
      <DataTable<Adjustment>
        name={say.title}
        keys={[turn.value]}
        keyOf={({ id }) => id}
        load={(cursor, signal) =>
          call('listAdjustments', { query: { status, limit: 50, ...(cursor && { cursor }) }, signal })
        }
        narrows={['status']}
        filters={<StatusFilter all={states} first="proposed" />}
        columns={columns()}
        empty={<Empty icon="check" title={say.none} />}
        detail={(adjustment, close) => ({
          title: showMoney(adjustment.amount),
          body: (
            <AdjustmentDetail
              adjustment={adjustment}
              onDone={() => {
                again();
                close();
              }}
            />
          ),
        })}
      />
      {adding.value && (
        <Dialog title={say.add} onClose={() => (adding.value = false)}>
          <Propose
            onDone={() => {
              adding.value = false;
              again();
            }}
          />
        </Dialog>
      )}
    </>
  );
}

const columns = (): Column<Adjustment>[] => [
  {
    head: say.proposed,
    wide: true,
    cell: ({ created_at }) => <Time at={created_at} />,
    text: ({ created_at }) => created_at,
  },
  {
    head: say.from,
    wide: true,
    cell: ({ from }) => <code class="clip">{from}</code>,
    text: ({ from }) => from,
  },
  { head: say.to, wide: true, cell: ({ to }) => <code class="clip">{to}</code>, text: ({ to }) => to },
  { head: say.reason, cell: ({ reason }) => reason, text: ({ reason }) => reason },
  {
    head: say.amount,
    end: true,
    cell: ({ amount }) => showMoney(amount),
    text: ({ amount }) => majorOf(amount),
  },
];

function AdjustmentDetail({ adjustment, onDone }: { adjustment: Adjustment; onDone: () => void }) {
  const { id, status, proposed_by, decided_by, created_at, decided_at } = adjustment;
  const own = proposed_by.id === me.value?.person.id;
  return (
    <div class="stack">
      <Facts
        rows={[
          [say.from, <code>{adjustment.from}</code>],
          [say.to, <code>{adjustment.to}</code>],
          [say.reason, adjustment.reason],
          [say.proposed, `${proposed_by.name} · ${showTime(created_at)}`],
          [say.decided, decided_by && decided_at && `${decided_by.name} · ${showTime(decided_at)}`],
          [say.message, adjustment.message],
          ['', <Badge tone={tones[status]}>{states[status]}</Badge>],
        ]}
      />
      {status === 'proposed' && own && <p class="muted">{say.own}</p>}
      {status === 'proposed' && !own && may('money:write') && (
        <DecideForm
          choices={(['approve', 'refuse'] as const).map((each) => [each, say[each]] as const)}
          silent={['approve']}
          onDecide={async (decision, message) => {
            await call('decideAdjustment', { id, body: { decision, ...(message !== undefined && { message }) } });
            toast(say.done);
            onDone();
          }}
        />
      )}
    </div>
  );
}

function Propose({ onDone }: { onDone: () => void }) {
  const from = useSignal('platform');
  const to = useSignal('');
  const currency = useSignal('CNY');
  const amount = useSignal('');
  const reason = useSignal('');
  const code = currency.value.trim().toUpperCase();
  const known = /^[A-Z]{3}$/.test(code);
  const amountMinor = known ? readMoney(amount.value, code) : undefined;
  const send = async () => {
    await call('proposeAdjustment', {
      body: {
        from: from.value.trim(),
        to: to.value.trim(),
        amount: { amount_minor: amountMinor!, currency: code },
        reason: reason.value.trim(),
      },
    });
    toast(say.added);
    onDone();
  };
  return (
    <Form send={say.add} disabled={!amountMinor || reason.value.trim().length < 3} onSend={send}>
      <Field
        label={say.from}
        hint={say.party}
        value={from.value}
        onText={(typed) => (from.value = typed)}
        input={{ required: true, maxLength: 40, spellcheck: false }}
      />
      <Field
        label={say.to}
        value={to.value}
        onText={(typed) => (to.value = typed)}
        input={{ required: true, maxLength: 40, spellcheck: false }}
      />
      <Field
        label={say.currency}
        value={currency.value}
        onText={(typed) => (currency.value = typed)}
        input={{ required: true, maxLength: 3 }}
      />
      <MoneyField
        label={say.amount}
        currency={known ? code : 'CNY'}
        value={amount.value}
        onText={(typed) => (amount.value = typed)}
      />
      <Field
        label={say.reason}
        value={reason.value}
        onText={(typed) => (reason.value = typed)}
        input={{ required: true, maxLength: 500 }}
      />
    </Form>
  );
}
