import type { PaymentAction } from '@kameng/contract/checkout';
import type { DeskSite } from '@kameng/contract/desk/shop';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Choice } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { MoneyField } from '../parts/money-field.tsx';
import { readMoney } from '../words/read-money.ts';
import { words } from '../words/words.ts';
import { isWeb, PayStep } from './pay-step.tsx';

const say = words({
  amount: ['充值金额', 'Amount'],
  hint: [
    '到账即可使用；实际到账多少，余额就增加多少。',
    'It can be spent at once; the balance grows by what comes in.',
  ],
  currency: ['币种', 'Currency'],
  channel: ['付款方式', 'Pay with'],
  go: ['去付款', 'Go on to pay'],
});

interface FormProps {
  site: DeskSite;
  channels: readonly { id: string; label: string }[];
  currencies: readonly string[];
  onBegun: () => void;
}

/** How much and by which channel; then what is done to pay it. */
export function TopUpForm({ site, channels, currencies, onBegun }: FormProps) {
  const currency = useSignal(currencies[0]!);
  const channel = useSignal(channels[0]!.id);
  const typed = useSignal('');
  const action = useSignal<PaymentAction | null>(null);
  const amount_minor = readMoney(typed.value, currency.value);
  if (action.value) return <PayStep action={action.value} />;
  const begin = async () => {
    const begun = await call('createTopUp', {
      id: site.id,
      body: { amount: { amount_minor: amount_minor!, currency: currency.value }, channel: channel.value },
    });
    onBegun();
    if (begun.action?.kind === 'redirect' && isWeb(begun.action.url)) location.assign(begun.action.url);
    else action.value = begun.action;
  };
  return (
    <Form send={say.go} onSend={begin} disabled={!amount_minor}>
      {currencies.length > 1 && (
        <Choice
          label={say.currency}
          value={currency.value}
          choices={currencies.map((each) => [each, each] as const)}
          onChoice={(next) => (currency.value = next)}
        />
      )}
      <MoneyField
        label={say.amount}
        hint={say.hint}
        currency={currency.value}
        value={typed.value}
        onText={(text) => (typed.value = text)}
      />
      {channels.length > 1 && (
        <Choice
          label={say.channel}
          value={channel.value}
          choices={channels.map(({ id, label }) => [id, label] as const)}
          onChoice={(next) => (channel.value = next)}
        />
      )}
    </Form>
  );
}
