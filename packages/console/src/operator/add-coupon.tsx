import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Choice, Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { MoneyField } from '../parts/money-field.tsx';
import { toast } from '../parts/toast.tsx';
import { readMoney } from '../words/read-money.ts';
import { readPercent } from '../words/read-percent.ts';
import { words } from '../words/words.ts';

const say = words({
  send: ['发放', 'Give it out'],
  code: ['券码', 'Code'],
  codeHint: [
    '3 到 32 个字母、数字、- 或 _，不分大小写。',
    '3 to 32 letters, digits, - or _; case makes no difference.',
  ],
  kind: ['优惠方式', 'Takes off'],
  percent: ['百分比', 'Per cent'],
  fixed: ['固定金额', 'A fixed amount'],
  percentOff: ['百分之几（%）', 'Per cent'],
  amount: ['整单减', 'Off the whole purchase'],
  amountHint: ['平均分到每张卡密，各自舍去不足一分的部分。', 'Spread evenly over its codes, rounded down for each.'],
  category: ['类目（不填为全部）', 'Category; empty for all'],
  starts: ['开始', 'From'],
  ends: ['结束', 'Until'],
  usesMax: ['总共可用次数', 'Uses in all'],
  perBuyer: ['每位买家可用次数', 'Uses for each buyer'],
  done: ['已发放', 'It is given out'],
});

/** The currency of fixed discounts: the one the pool sells in. */
const currency = 'CNY';
const whole = (text: string) => (/^[1-9]\d{0,6}$/.test(text.trim()) ? Number(text.trim()) : undefined);

/** Gives out a coupon. */
export function AddCoupon({ onDone }: { onDone: () => void }) {
  const code = useSignal('');
  const kind = useSignal<'percent' | 'fixed'>('percent');
  const percent = useSignal('');
  const amount = useSignal('');
  const category = useSignal('');
  const starts = useSignal('');
  const ends = useSignal('');
  const usesMax = useSignal('1000');
  const perBuyer = useSignal('1');
  const bps = readPercent(percent.value);
  const minor = readMoney(amount.value, currency);
  const terms =
    kind.value === 'percent'
      ? bps && { kind: 'percent' as const, percent_bps: bps }
      : minor && { kind: 'fixed' as const, amount: { amount_minor: minor, currency } };
  const [max, each] = [whole(usesMax.value), whole(perBuyer.value)];
  const ready = terms && max && each && code.value.trim() && ends.value;
  const send = async () => {
    const at = (local: string) => (local === '' ? new Date() : new Date(local)).toISOString();
    await call('createCoupon', {
      body: {
        code: code.value.trim(),
        discount: terms as NonNullable<Exclude<typeof terms, 0>>,
        category: category.value.trim() || null,
        starts_at: at(starts.value),
        ends_at: at(ends.value),
        uses_max: max!,
        uses_per_buyer: each!,
      },
    });
    toast(say.done);
    onDone();
  };
  return (
    <Form send={say.send} disabled={!ready} onSend={send}>
      <Field
        label={say.code}
        hint={say.codeHint}
        value={code.value}
        onText={(typed) => (code.value = typed)}
        input={{ required: true, maxLength: 32, autoFocus: true, spellcheck: false }}
      />
      <Choice
        label={say.kind}
        value={kind.value}
        choices={(['percent', 'fixed'] as const).map((one) => [one, say[one]] as const)}
        onChoice={(one) => (kind.value = one)}
      />
      {kind.value === 'percent' ? (
        <Field
          label={say.percentOff}
          value={percent.value}
          onText={(typed) => (percent.value = typed)}
          input={{ inputMode: 'decimal', maxLength: 6 }}
        />
      ) : (
        <MoneyField
          label={say.amount}
          hint={say.amountHint}
          currency={currency}
          value={amount.value}
          onText={(typed) => (amount.value = typed)}
        />
      )}
      <Field
        label={say.category}
        value={category.value}
        onText={(typed) => (category.value = typed)}
        input={{ maxLength: 64 }}
      />
      <Field
        label={say.starts}
        value={starts.value}
        onText={(typed) => (starts.value = typed)}
        input={{ type: 'datetime-local' }}
      />
      <Field
        label={say.ends}
        value={ends.value}
        onText={(typed) => (ends.value = typed)}
        input={{ type: 'datetime-local', required: true }}
      />
      <Field
        label={say.usesMax}
        value={usesMax.value}
        onText={(typed) => (usesMax.value = typed)}
        input={{ inputMode: 'numeric', maxLength: 7 }}
      />
      <Field
        label={say.perBuyer}
        value={perBuyer.value}
        onText={(typed) => (perBuyer.value = typed)}
        input={{ inputMode: 'numeric', maxLength: 4 }}
      />
    </Form>
  );
}
