import type { PayoutAccount } from '@kameng/contract/desk/payout';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Choice, Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { toast } from '../parts/toast.tsx';
import { words } from '../words/words.ts';
import { accountWords } from './payout-words.ts';

const say = words({
  kind: ['账户类型', 'Kind'],
  holder: ['户名', 'Account holder'],
  holderHint: ['必须是认证的名称。', 'The name that was verified.'],
  bank: ['开户行', 'Bank, or its BIC'],
  number: ['账号', 'IBAN or account number'],
  wallet: ['钱包账号', 'Name of the wallet'],
  currency: ['币种', 'Currency'],
  send: ['添加账户', 'Add the account'],
  added: [
    '账户已添加，所有管理资金的成员会收到邮件',
    'The account is added; all who look after the money are told by mail',
  ],
});
const kinds = ['bank', 'alipay', 'wechat', 'paypal'] as const satisfies PayoutAccount['kind'][];
const currencies = ['CNY', 'USD', 'EUR', 'JPY', 'HKD'] as const;

/** Adds an account to be paid to; asks who is there. */
export function AddPayoutAccount({ onAdded }: { onAdded: () => void }) {
  const kind = useSignal<PayoutAccount['kind']>('bank');
  const holder = useSignal('');
  const number = useSignal('');
  const bank = useSignal('');
  const currency = useSignal<string>('CNY');
  const isBank = kind.value === 'bank';
  const add = async () => {
    await call('addPayoutAccount', {
      body: {
        kind: kind.value,
        holder: holder.value.trim(),
        number: number.value.trim(),
        currency: currency.value,
        ...(isBank && { bank: bank.value.trim() }),
      },
    });
    toast(say.added);
    onAdded();
  };
  return (
    <Form send={say.send} onSend={add}>
      <Choice
        label={say.kind}
        value={kind.value}
        choices={kinds.map((each) => [each, accountWords[each]] as const)}
        onChoice={(each) => (kind.value = each)}
      />
      <Field
        label={say.holder}
        hint={say.holderHint}
        value={holder.value}
        onText={(text) => (holder.value = text)}
        input={{ required: true, maxLength: 120 }}
      />
      {isBank && (
        <Field
          label={say.bank}
          value={bank.value}
          onText={(text) => (bank.value = text)}
          input={{ required: true, maxLength: 120 }}
        />
      )}
      <Field
        label={isBank ? say.number : say.wallet}
        value={number.value}
        onText={(text) => (number.value = text)}
        input={{ required: true, maxLength: 64, autoComplete: 'off' }}
      />
      <Choice
        label={say.currency}
        value={currency.value}
        choices={currencies.map((each) => [each, each] as const)}
        onChoice={(each) => (currency.value = each)}
      />
    </Form>
  );
}
