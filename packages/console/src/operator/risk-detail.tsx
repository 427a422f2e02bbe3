import type { RiskEvent } from '@kameng/contract/desk/risk';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Facts } from '../parts/facts.tsx';
import { Choice, Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { toast } from '../parts/toast.tsx';
import { may } from '../shell/me.ts';
import { showNumber } from '../words/show-figures.ts';
import { showTime } from '../words/show.ts';
import { words } from '../words/words.ts';
import { FreezeForm } from './freeze-form.tsx';
import { OrderDetail } from './order-detail.tsx';
import { riskReasons } from './risk-words.ts';

const say = words({
  who: ['对象', 'Who'],
  orders: ['订单数', 'Orders'],
  newest: ['最近的订单', 'The newest'],
  back: ['返回', 'Back'],
  first: ['首次发现', 'First seen'],
  last: ['最近一次', 'Last'],
  decided: ['结论', 'Found'],
  freeze: ['冻结…', 'Freeze…'],
  decision: ['结论', 'Decision'],
  handle: ['已处理', 'Something was done'],
  dismiss: ['无问题', 'It is nothing'],
  message: ['查到什么（写入审计日志）', 'What was found; kept in the audit log'],
  send: ['记录结论', 'Put it on record'],
  done: ['已记录', 'It is on record'],
});

/** One event: why it was raised, its orders, and what is done about it. */
export function RiskDetail({ event, onDone }: { event: RiskEvent; onDone: () => void }) {
  const shown = useSignal<string | undefined>(undefined);
  const freezing = useSignal(false);
  const { rule, status, subject_id, subject_name, orders, order_ids, decided_by, decided_at, message } = event;
  if (shown.value !== undefined)
    return (
      <div class="stack">
        <button type="button" onClick={() => (shown.value = undefined)}>
          {say.back}
        </button>
        <OrderDetail id={shown.value} />
      </div>
    );
  return (
    <div class="stack">
      <p class="muted">{riskReasons[rule]}</p>
      <Facts
        rows={[
          [say.who, subject_name ? `${subject_name} · ${subject_id}` : <code>{subject_id}</code>],
          [say.orders, showNumber(orders)],
          [say.newest, <OrderLinks ids={order_ids} onShow={(id) => (shown.value = id)} />],
          [say.first, showTime(event.created_at)],
          [say.last, showTime(event.last_at)],
          [say.decided, decided_at && `${showTime(decided_at)} · ${decided_by} · ${message}`],
        ]}
      />
      {status === 'open' && may('parties:write') && (
        <>
          {freezing.value ? (
            <FreezeForm objectId={subject_id} onDone={() => (freezing.value = false)} />
          ) : (
            <button type="button" onClick={() => (freezing.value = true)}>
              {say.freeze}
            </button>
          )}
          <Decide id={event.id} onDone={onDone} />
        </>
      )}
    </div>
  );
}

function OrderLinks({ ids, onShow }: { ids: readonly string[]; onShow: (id: string) => void }) {
  return (
    <div class="references">
      {ids.map((id) =>
        may('orders:read') ? (
          <button key={id} type="button" class="quiet" onClick={() => onShow(id)}>
            <code>{id}</code>
          </button>
        ) : (
          <code key={id}>{id}</code>
        ),
      )}
    </div>
  );
}

function Decide({ id, onDone }: { id: string; onDone: () => void }) {
  const decision = useSignal<'handle' | 'dismiss'>('handle');
  const found = useSignal('');
  const send = async () => {
    await call('decideRiskEvent', { id, body: { decision: decision.value, message: found.value.trim() } });
    toast(say.done);
    onDone();
  };
  return (
    <Form send={say.send} disabled={found.value.trim().length < 3} onSend={send}>
      <Choice
        label={say.decision}
        value={decision.value}
        choices={(['handle', 'dismiss'] as const).map((each) => [each, say[each]] as const)}
        onChoice={(each) => (decision.value = each)}
      />
      <Field
        label={say.message}
        value={found.value}
        onText={(typed) => (found.value = typed)}
        input={{ required: true, maxLength: 500 }}
      />
    </Form>
  );
}
