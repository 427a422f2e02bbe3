import type { Rule, RuleKind, RuleRates, RuleSimulation } from '@kameng/contract/desk/rule';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { ActButton } from '../parts/act-button.tsx';
import { Failure } from '../parts/failure.tsx';
import { Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { toast } from '../parts/toast.tsx';
import { useLoad } from '../parts/use-load.ts';
import { words } from '../words/words.ts';
import { isOfLevels, unitOf } from './rule-words.ts';
import { SimulationTable } from './simulation-table.tsx';

const say = words({
  category: ['新增类目', 'Add a category'],
  currency: ['新增币种', 'Add a currency'],
  add: ['添加', 'Add'],
  fees: ['留空即删除该类目的单独费率。', 'Left empty, a category has the rate of all others.'],
  discounts: [
    '从平台份额中让利，不低于供货商的最低价，也不动代理佣金。留空即删除该类目的单独折扣。',
    'Out of the operator’s share, never below a supplier’s floor; agents earn as before. Left empty, a category has the discount of all others.',
  ],
  payout_minimum: ['留空即该币种不设下限。', 'Left empty, any amount of a currency is paid out.'],
  payout_daily: ['留空即该币种每笔都需审批。', 'Left empty, every payout in a currency waits for approval.'],
  from: ['生效时间（不填为立即）', 'From; empty for now'],
  why: ['原因', 'Why'],
  simulate: ['用最近 1000 单试算', 'Try it on the newest 1,000 orders'],
  send: ['发布', 'Publish'],
  done: ['已发布', 'It is published'],
});

/** A new version of the rates of one kind; it can be published once it was tried. */
export function RuleForm({ kind, onDone }: { kind: Rule['kind']; onDone: () => void }) {
  const { data, error, reload } = useLoad((signal) => call('listRules', { query: { kind, limit: 1 }, signal }), [kind]);
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  return data ? (
    <Rates kind={kind} current={data.current} currencies={data.currencies} onDone={onDone} />
  ) : (
    <div class="bone" data-size="row" aria-busy="true" />
  );
}

interface RatesProps {
  kind: Rule['kind'];
  current: Readonly<Record<string, number>>;
  currencies: Readonly<Record<string, string>>;
  onDone: () => void;
}

function Rates({ kind, current, currencies, onDone }: RatesProps) {
  const unit = unitOf(kind, currencies);
  const typed = useSignal<Readonly<Record<string, string>>>(
    Object.fromEntries(Object.entries(current).map(([name, value]) => [name, unit.write(name, value)])),
  );
  const from = useSignal('');
  const reason = useSignal('');
  const tried = useSignal<{ of: string; found: RuleSimulation } | undefined>(undefined);
  const entries = Object.entries(typed.value);
  const filled = entries.filter(([name, text]) => isOfLevels(kind) || name === '*' || text.trim() !== '');
  const right = filled.every(([name, text]) => unit.read(name, text) !== undefined);
  const terms = {
    kind,
    rates: Object.fromEntries(filled.map(([name, text]) => [name, unit.read(name, text) ?? 0])),
  } as RuleRates;
  const same = tried.value?.of === JSON.stringify(terms);
  const simulate = async () => {
    tried.value = { of: JSON.stringify(terms), found: await call('simulateRule', { body: { terms } }) };
  };
  const publish = async () => {
    const live_from = from.value === '' ? undefined : new Date(from.value).toISOString();
    await call('publishRule', { body: { terms, reason: reason.value.trim(), ...(live_from && { live_from }) } });
    toast(say.done);
    onDone();
  };
  return (
    <Form
      send={say.send}
      disabled={!right || !same || reason.value.trim().length < 3}
      onSend={publish}
      more={
        <ActButton act={simulate} disabled={!right}>
          {say.simulate}
        </ActButton>
      }
    >
      {entries.map(([name, text]) => (
        <Field
          key={name}
          label={unit.label(name)}
          value={text}
          onText={(next) => (typed.value = { ...typed.value, [name]: next })}
          input={{ inputMode: 'decimal', maxLength: 20 }}
        />
      ))}
      {!isOfLevels(kind) && <AddName kind={kind} onAdd={(name) => (typed.value = { [name]: '', ...typed.value })} />}
      <Field
        label={say.from}
        value={from.value}
        onText={(next) => (from.value = next)}
        input={{ type: 'datetime-local' }}
      />
      <Field label={say.why} value={reason.value} onText={(next) => (reason.value = next)} input={{ maxLength: 500 }} />
      {same && tried.value && <SimulationTable found={tried.value.found} />}
    </Form>
  );
}

/** A category that gets a rate of its own, or a currency that gets a limit. */
function AddName({ kind, onAdd }: { kind: RuleKind; onAdd: (name: string) => void }) {
  const next = useSignal('');
  const ofCategory = kind === 'fees' || kind === 'discounts';
  const name = ofCategory ? next.value.trim() : next.value.trim().toUpperCase();
  const add = () => {
    onAdd(name);
    next.value = '';
  };
  return (
    <div class="actions">
      <Field
        label={ofCategory ? say.category : say.currency}
        hint={kind in say ? say[kind as 'fees'] : undefined}
        value={next.value}
        onText={(text) => (next.value = text)}
        input={{ maxLength: ofCategory ? 64 : 3 }}
      />
      <button type="button" disabled={ofCategory ? name === '' : !/^[A-Z]{3}$/.test(name)} onClick={add}>
        {say.add}
      </button>
    </div>
  );
}
