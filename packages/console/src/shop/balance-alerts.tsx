import type { DeskSite } from '@kameng/contract/desk/shop';
import type { Money } from '@kameng/contract/money';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Failure } from '../parts/failure.tsx';
import { Choice } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { MoneyField } from '../parts/money-field.tsx';
import { toast } from '../parts/toast.tsx';
import { useLoad } from '../parts/use-load.ts';
import { may } from '../shell/me.ts';
import { readMoney, writeMoney } from '../words/read-money.ts';
import { showMoney } from '../words/show-figures.ts';
import { fill, words } from '../words/words.ts';

const say = words({
  title: ['余额提醒', 'Low balance'],
  lead: [
    '余额低于这里的金额时，发一封邮件和一个 balance.low 事件；充值到以上之前不再重复。',
    'Below this, a mail and the event balance.low tell you; once, until it is topped up.',
  ],
  below: ['低于 {amount} 时提醒', 'Told below {amount}'],
  low: ['余额不足', 'Low'],
  none: ['没有设置提醒。', 'You are not told yet.'],
  set: ['设置提醒…', 'Set it…'],
  amount: ['低于多少时提醒', 'Tell us below'],
  off: ['填 0 即关闭。', '0 turns it off.'],
  currency: ['币种', 'Currency'],
  save: ['保存', 'Save'],
  saved: ['提醒已保存', 'It is saved'],
});

/** Below which balances a shop is told, and where that is changed. */
export function BalanceAlerts({ site, balances }: { site: DeskSite; balances: readonly Money[] }) {
  const { data, error, reload } = useLoad((signal) => call('listBalanceAlerts', { id: site.id, signal }), [site.id]);
  const setting = useSignal(false);
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  if (!data) return <div class="bone" data-size="row" aria-busy="true" />;
  const currencies = new Set([...balances, ...data.data.map(({ below }) => below)].map(({ currency }) => currency));
  return (
    <section class="card stack tight">
      <h2>{say.title}</h2>
      <p class="muted">{say.lead}</p>
      {data.data.length === 0 && <p>{say.none}</p>}
      {data.data.map(({ below, low_since }) => (
        <p key={below.currency}>
          {fill(say.below, { amount: showMoney(below) })}{' '}
          {low_since !== null && <Badge tone="attention">{say.low}</Badge>}
        </p>
      ))}
      {may('money:write') && (
        <div class="actions">
          <button type="button" onClick={() => (setting.value = true)}>
            {say.set}
          </button>
        </div>
      )}
      {setting.value && (
        <Dialog title={say.title} onClose={() => (setting.value = false)}>
          <AlertForm
            site={site}
            alerts={data.data.map(({ below }) => below)}
            currencies={currencies.size > 0 ? [...currencies] : ['CNY']}
            onDone={() => {
              setting.value = false;
              reload();
            }}
          />
        </Dialog>
      )}
    </section>
  );
}

interface FormProps {
  site: DeskSite;
  alerts: readonly Money[];
  currencies: readonly string[];
  onDone: () => void;
}

function AlertForm({ site, alerts, currencies, onDone }: FormProps) {
  const typedFor = (currency: string) => {
    const alert = alerts.find((each) => each.currency === currency);
    return alert ? writeMoney(alert.amount_minor, currency) : '';
  };
  const currency = useSignal(currencies[0]!);
  const typed = useSignal(typedFor(currency.value));
  const amount_minor = readMoney(typed.value, currency.value);
  const save = async () => {
    await call('setBalanceAlert', {
      id: site.id,
      body: { below: { amount_minor: amount_minor!, currency: currency.value } },
    });
    toast(say.saved);
    onDone();
  };
  return (
    <Form send={say.save} onSend={save} disabled={amount_minor === undefined}>
      {currencies.length > 1 && (
        <Choice
          label={say.currency}
          value={currency.value}
          choices={currencies.map((each) => [each, each] as const)}
          onChoice={(next) => {
            currency.value = next;
            typed.value = typedFor(next);
          }}
        />
      )}
      <MoneyField
        label={say.amount}
        hint={say.off}
        currency={currency.value}
        value={typed.value}
        onText={(text) => (typed.value = text)}
      />
    </Form>
  );
}
