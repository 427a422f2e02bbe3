import type { SentDeskBody } from '@kameng/contract/desk-routes';
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

/** What is typed of a coupon. */
type Draft = Record<'code' | 'percent' | 'amount' | 'category' | 'starts' | 'ends' | 'usesMax' | 'perBuyer', string> & {
  kind: 'percent' | 'fixed';
};

const blank: Draft = {
  code: '',
  kind: 'percent',
  percent: '',
  amount: '',
  category: '',
  starts: '',
  ends: '',
  usesMax: '1000',
  perBuyer: '1',
};

/** What a draft asks for; undefined while something is missing or wrong. */
function readDraft(draft: Draft): SentDeskBody<'createCoupon'> | undefined {
  const bps = readPercent(draft.percent);
  const minor = readMoney(draft.amount, currency);
  const fixed = minor ? ({ kind: 'fixed', amount: { amount_minor: minor, currency } } as const) : undefined;
  const percent = bps ? ({ kind: 'percent', percent_bps: bps } as const) : undefined;
  const discount = draft.kind === 'fixed' ? fixed : percent;
  const [uses_max, uses_per_buyer] = [whole(draft.usesMax), whole(draft.perBuyer)];
  const code = draft.code.trim();
  if (!discount || !uses_max || !uses_per_buyer || code === '' || draft.ends === '') return undefined;
  return {
    code,
    discount,
    category: draft.category.trim() || null,
    starts_at: (draft.starts === '' ? new Date() : new Date(draft.starts)).toISOString(),
    ends_at: new Date(draft.ends).toISOString(),
    uses_max,
    uses_per_buyer,
  };
}

/** Gives out a coupon. */
export function AddCoupon({ onDone }: { onDone: () => void }) {
  const draft = useSignal(blank);
  const body = readDraft(draft.value);
  const field = (name: Exclude<keyof Draft, 'kind'>) => ({
    value: draft.value[name],
    onText: (typed: string) => (draft.value = { ...draft.value, [name]: typed }),
  });
  const send = async () => {
    await call('createCoupon', { body: body! });
    toast(say.done);
    onDone();
  };
  return (
    <Form send={say.send} disabled={!body} onSend={send}>
      <Field
        label={say.code}
        hint={say.codeHint}
        {...field('code')}
        input={{ required: true, maxLength: 32, autoFocus: true, spellcheck: false }}
      />
      <Choice
        label={say.kind}
        value={draft.value.kind}
        choices={(['percent', 'fixed'] as const).map((one) => [one, say[one]] as const)}
        onChoice={(kind) => (draft.value = { ...draft.value, kind })}
      />
      {draft.value.kind === 'percent' ? (
        <Field label={say.percentOff} {...field('percent')} input={{ inputMode: 'decimal', maxLength: 6 }} />
      ) : (
        <MoneyField label={say.amount} hint={say.amountHint} currency={currency} {...field('amount')} />
      )}
      <Field label={say.category} {...field('category')} input={{ maxLength: 64 }} />
      <Field label={say.starts} {...field('starts')} input={{ type: 'datetime-local' }} />
      <Field label={say.ends} {...field('ends')} input={{ type: 'datetime-local', required: true }} />
      <Field label={say.usesMax} {...field('usesMax')} input={{ inputMode: 'numeric', maxLength: 7 }} />
      <Field label={say.perBuyer} {...field('perBuyer')} input={{ inputMode: 'numeric', maxLength: 4 }} />
    </Form>
  );
}
