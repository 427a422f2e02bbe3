import type { Rule, RuleRates, RuleSimulation } from '@kameng/contract/desk/rule';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { ActButton } from '../parts/act-button.tsx';
import { Failure } from '../parts/failure.tsx';
import { Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { toast } from '../parts/toast.tsx';
import { useLoad } from '../parts/use-load.ts';
import { readPercent, writePercent } from '../words/read-percent.ts';
import { words } from '../words/words.ts';
import { SimulationTable } from './simulation-table.tsx';

const say = words({
  all: ['其他类目', 'All other categories'],
  level: ['等级', 'Level'],
  category: ['新增类目', 'Add a category'],
  add: ['添加', 'Add'],
  emptyHint: ['留空即删除该类目的单独费率。', 'Left empty, a category has the rate of all others.'],
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
    <Rates kind={kind} current={data.current} onDone={onDone} />
  ) : (
    <div class="bone" data-size="row" aria-busy="true" />
  );
}

interface RatesProps {
  kind: Rule['kind'];
  current: Readonly<Record<string, number>>;
  onDone: () => void;
}

function Rates({ kind, current, onDone }: RatesProps) {
  const typed = useSignal<Readonly<Record<string, string>>>(
    Object.fromEntries(Object.entries(current).map(([name, bps]) => [name, writePercent(bps)])),
  );
  const from = useSignal('');
  const reason = useSignal('');
  const tried = useSignal<{ of: string; found: RuleSimulation } | undefined>(undefined);
  const entries = Object.entries(typed.value);
  const filled = entries.filter(([name, text]) => kind === 'commissions' || name === '*' || text.trim() !== '');
  const right = filled.every(([, text]) => (readPercent(text) ?? 9999) <= 5000);
  const terms = {
    kind,
    rates: Object.fromEntries(filled.map(([name, text]) => [name, readPercent(text) ?? 0])),
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
          label={`${name === '*' ? say.all : kind === 'commissions' ? `${say.level} ${name}` : name} (%)`}
          value={text}
          onText={(next) => (typed.value = { ...typed.value, [name]: next })}
          input={{ inputMode: 'decimal', maxLength: 6 }}
        />
      ))}
      {kind === 'fees' && <AddCategory onAdd={(name) => (typed.value = { [name]: '', ...typed.value })} />}
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

/** A category that gets a rate of its own. */
function AddCategory({ onAdd }: { onAdd: (name: string) => void }) {
  const category = useSignal('');
  const name = category.value.trim();
  const add = () => {
    onAdd(name);
    category.value = '';
  };
  return (
    <div class="actions">
      <Field
        label={say.category}
        hint={say.emptyHint}
        value={category.value}
        onText={(next) => (category.value = next)}
        input={{ maxLength: 64 }}
      />
      <button type="button" disabled={name === ''} onClick={add}>
        {say.add}
      </button>
    </div>
  );
}
