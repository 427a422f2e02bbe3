import type { OwnerMoney, PayoutAccount } from '@kameng/contract/desk/payout';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Failure } from '../parts/failure.tsx';
import { Choice } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { MoneyField } from '../parts/money-field.tsx';
import { toast } from '../parts/toast.tsx';
import { useLoad } from '../parts/use-load.ts';
import { readMoney, writeMoney } from '../words/read-money.ts';
import { showMoney } from '../words/show-figures.ts';
import { fill, words } from '../words/words.ts';
import { nameAccount } from './payout-words.ts';

const say = words({
  account: ['打到', 'To'],
  amount: ['金额', 'Amount'],
  most: ['最多 {amount}', 'At most {amount}'],
  least: ['最少 {amount}', 'At least {amount}'],
  over: ['超过可提现金额 {amount}', 'More than the {amount} that can be paid out'],
  send: ['申请提现', 'Ask for it'],
  asked: ['已申请，等待平台审批', 'It is asked for, and waits for approval'],
  none: ['先添加收款账户。', 'Add an account to be paid to first.'],
});

interface RequestProps {
  money: readonly OwnerMoney[];
  onAsked: () => void;
}

/** Asks for money to be paid out; it is set aside at once. */
export function RequestPayout({ money, onAsked }: RequestProps) {
  const { data, error, reload } = useLoad((signal) => call('listPayoutAccounts', { signal }));
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  if (!data) return <div class="bone" data-size="row" aria-busy="true" />;
  const usable = data.data.filter(({ currency }) => money.some((each) => each.currency === currency));
  if (usable.length === 0) return <p>{say.none}</p>;
  return <Request accounts={usable} money={money} onAsked={onAsked} />;
}

function Request({ accounts, money, onAsked }: RequestProps & { accounts: readonly PayoutAccount[] }) {
  const of = (currency: string) => money.find((each) => each.currency === currency)!;
  const account = useSignal(accounts[0]!);
  const { payable, minimum, currency } = of(account.value.currency);
  const amount = useSignal(writeMoney(payable.amount_minor, currency));
  const amount_minor = readMoney(amount.value, currency);
  const over = amount_minor !== undefined && amount_minor > payable.amount_minor;
  const under = amount_minor !== undefined && amount_minor < minimum.amount_minor;
  const least = minimum.amount_minor > 0 && fill(say.least, { amount: showMoney(minimum) });
  const ask = async () => {
    await call('requestPayout', {
      body: { account_id: account.value.id, amount: { amount_minor: amount_minor!, currency } },
    });
    toast(say.asked);
    onAsked();
  };
  return (
    <Form send={say.send} onSend={ask} disabled={!amount_minor || over || under}>
      <Choice
        label={say.account}
        value={account.value.id}
        choices={accounts.map((each) => [each.id, nameAccount(each)] as const)}
        onChoice={(id) => {
          account.value = accounts.find((each) => each.id === id)!;
          const next = of(account.value.currency).payable;
          amount.value = writeMoney(next.amount_minor, next.currency);
        }}
      />
      <MoneyField
        label={say.amount}
        currency={currency}
        hint={[fill(say.most, { amount: showMoney(payable) }), least].filter(Boolean).join(' · ')}
        wrong={over ? fill(say.over, { amount: showMoney(payable) }) : under && least ? least : undefined}
        value={amount.value}
        onText={(text) => (amount.value = text)}
      />
    </Form>
  );
}
