import { Field } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { MoneyField } from '../parts/money-field.tsx';
import { readMoney } from '../words/read-money.ts';
import { fill, words } from '../words/words.ts';

const say = words({
  title: ['阶梯供货价', 'Quantity prices'],
  hint: ['数量越多，每张越低。', 'The more codes, the less each.'],
  from: ['从几张起', 'From how many'],
  price: ['每张供货价', 'Supply price of one'],
  add: ['添加一档', 'Add a step'],
  remove: ['移除第 {n} 档', 'Remove step {n}'],
});

/** Steps that the pool takes. */
const stepsMax = 10;

/** A quantity price as it is being typed. */
export interface TypedStep {
  from: string;
  price: string;
}

/** What was typed, as the pool takes it; undefined while something is no number or amount. */
export function readSteps(
  steps: readonly TypedStep[],
  currency: string,
): { from: number; supply_price_minor: number }[] | undefined {
  const read = steps.map(({ from, price }) => ({
    from: /^\d{1,5}$/.test(from.trim()) ? Number(from) : undefined,
    supply_price_minor: readMoney(price, currency),
  }));
  return read.every((step): step is { from: number; supply_price_minor: number } => {
    return step.from !== undefined && step.supply_price_minor !== undefined;
  })
    ? read
    : undefined;
}

interface StepsProps {
  currency: string;
  steps: readonly TypedStep[];
  onChange: (steps: TypedStep[]) => void;
}

/** What is asked for one code from a quantity on. */
export function QuantityPrices({ currency, steps, onChange }: StepsProps) {
  const change = (at: number, part: Partial<TypedStep>) =>
    onChange(steps.map((step, place) => (place === at ? { ...step, ...part } : step)));
  return (
    <fieldset>
      <legend>{say.title}</legend>
      <p class="muted">{say.hint}</p>
      {steps.map((step, at) => (
        <div key={at} class="columns">
          <Field
            label={say.from}
            value={step.from}
            onText={(from) => change(at, { from })}
            input={{ inputMode: 'numeric', pattern: '\\d{1,5}', required: true }}
          />
          <MoneyField
            label={say.price}
            currency={currency}
            value={step.price}
            onText={(price) => change(at, { price })}
          />
          <button
            type="button"
            class="quiet square"
            aria-label={fill(say.remove, { n: at + 1 })}
            onClick={() => onChange(steps.filter((_step, place) => place !== at))}
          >
            <Icon name="cross" />
          </button>
        </div>
      ))}
      {steps.length < stepsMax && (
        <div class="actions">
          <button type="button" onClick={() => onChange([...steps, { from: '', price: '' }])}>
            <Icon name="plus" />
            {say.add}
          </button>
        </div>
      )}
    </fieldset>
  );
}
