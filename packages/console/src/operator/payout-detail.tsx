import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { DecideForm } from '../parts/decide-form.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { Field } from '../parts/field.tsx';
import { toast } from '../parts/toast.tsx';
import { useLoad } from '../parts/use-load.ts';
import { accountWords, payoutWords } from '../payout/payout-words.ts';
import { showMoney } from '../words/show-figures.ts';
import { showTime } from '../words/show.ts';
import { words } from '../words/words.ts';

const say = words({
  status: ['状态', 'State'],
  owner: ['收款方', 'Who'],
  amount: ['金额', 'Amount'],
  kind: ['账户类型', 'Account'],
  holder: ['户名', 'Account holder'],
  bank: ['开户行', 'Bank'],
  number: ['账号', 'Number'],
  asked: ['申请时间', 'Asked'],
  reference: ['银行流水号', "The bank's reference"],
  approve: ['批准', 'Approve'],
  pay: ['已打款', 'It is paid'],
  refuse: ['拒绝，退回可用余额', 'Refuse; the money goes back'],
  decided: ['已决定', 'It is decided'],
});

/** Where a payout goes to, and the decision; that somebody looked is kept. */
export function PayoutDetail({ id, onDecided }: { id: string; onDecided: () => void }) {
  const reference = useSignal('');
  const { data, error, reload } = useLoad((signal) => call('openPayout', { id, signal }), [id]);
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  if (!data) return <div class="bone" data-size="row" aria-busy="true" />;
  const open = data.status === 'pending' || data.status === 'approved';
  const first = data.status === 'pending' ? (['approve', say.approve] as const) : (['pay', say.pay] as const);
  return (
    <div class="stack">
      <Facts
        rows={[
          [say.status, payoutWords[data.status]],
          [say.owner, data.owner.name],
          [say.amount, showMoney(data.amount)],
          [say.kind, accountWords[data.account.kind]],
          [say.holder, data.pay_to.holder],
          [say.bank, data.pay_to.bank],
          [say.number, <code>{data.pay_to.number}</code>],
          [say.asked, showTime(data.created_at)],
          [say.reference, data.reference],
        ]}
      />
      {open && (
        <DecideForm
          choices={[first, ['refuse', say.refuse] as const]}
          silent={['approve', 'pay']}
          more={(decision) =>
            decision === 'pay' && (
              <Field
                label={say.reference}
                value={reference.value}
                onText={(typed) => (reference.value = typed)}
                input={{ required: true, maxLength: 120 }}
              />
            )
          }
          onDecide={async (decision, message) => {
            const paid = decision === 'pay' && { reference: reference.value.trim() };
            await call('decidePayout', { id, body: { decision, ...paid, ...(message && { message }) } });
            toast(say.decided);
            onDecided();
          }}
        />
      )}
    </div>
  );
}
