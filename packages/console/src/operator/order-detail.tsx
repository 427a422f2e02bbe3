import type { AdminOrder } from '@kameng/contract/desk/admin-order';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { MoneyField } from '../parts/money-field.tsx';
import { toast } from '../parts/toast.tsx';
import { useLoad } from '../parts/use-load.ts';
import { may } from '../shell/me.ts';
import { readMoney, writeMoney } from '../words/read-money.ts';
import { showMoney } from '../words/show-figures.ts';
import { showTime } from '../words/show.ts';
import { words } from '../words/words.ts';
import { FreezeForm } from './freeze-form.tsx';
import { orderWords } from './order-words.ts';

const say = words({
  status: ['状态', 'State'],
  frozen: ['已冻结', 'Frozen'],
  amount: ['金额', 'Amount'],
  refundable: ['可退', 'Can be refunded'],
  channel: ['渠道', 'Channel'],
  goods: ['商品', 'Goods'],
  payments: ['支付', 'Payments'],
  refunds: ['退款', 'Refunds'],
  disputes: ['售后', 'Disputes'],
  reveals: ['查看卡密次数', 'Codes shown'],
  ordered: ['下单', 'Ordered'],
  paid: ['付款', 'Paid'],
  delivered: ['交付', 'Delivered'],
  erased: ['联系方式已永久删除', 'Contact erased for ever'],
  agent: ['代理', 'Agent'],
  site: ['站点', 'Site'],
  refund: ['退款', 'Refund'],
  howMuch: ['退多少', 'How much'],
  hint: [
    '从分到这笔钱的各方收回，按原路退给买家，不能撤销。',
    'It comes back from those who shared it and goes out the way it came in. It cannot be undone.',
  ],
  reason: ['原因（写入审计日志）', 'Why; kept in the audit log'],
  done: ['退款已开始', 'The refund is on its way'],
});

/** One order: what moved, a refund, and the freeze. */
export function OrderDetail({ id }: { id: string }) {
  const { data, error, reload } = useLoad((signal) => call('getAdminOrder', { id, signal }), [id]);
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  if (!data) return <div class="bone" data-size="row" aria-busy="true" />;
  const writes = may('orders:write');
  return (
    <div class="stack">
      <OrderFacts order={data} />
      {writes && data.refundable.amount_minor > 0 && (
        <RefundForm key={data.refunds.length} order={data} onDone={reload} />
      )}
      {may('parties:write') && data.frozen_at === null && !ended(data) && <FreezeForm objectId={id} onDone={reload} />}
    </div>
  );
}

const ended = ({ status }: AdminOrder) => ['expired', 'refunding', 'refunded'].includes(status);

function OrderFacts({ order }: { order: AdminOrder }) {
  const lines = (all: readonly string[]) => all.length > 0 && all.map((line) => <div key={line}>{line}</div>);
  return (
    <Facts
      rows={[
        [
          say.status,
          <>
            <Badge>{orderWords[order.status]}</Badge> {order.frozen_at && <Badge tone="attention">{say.frozen}</Badge>}
          </>,
        ],
        ['ID', <code>{order.id}</code>],
        [say.amount, showMoney(order.amount)],
        [say.refundable, showMoney(order.refundable)],
        [say.channel, order.channel],
        [
          say.goods,
          lines(
            order.items.map(({ name, delivered_quantity, quantity }) => `${name} × ${delivered_quantity}/${quantity}`),
          ),
        ],
        [
          say.payments,
          lines(
            order.payments.map(
              ({ channel, status, received, provider_reference }) =>
                `${channel} · ${status} · ${showMoney(received)}${provider_reference ? ` · ${provider_reference}` : ''}`,
            ),
          ),
        ],
        [
          say.refunds,
          lines(
            order.refunds.map(
              ({ amount, status, created_at }) => `${showMoney(amount)} · ${status} · ${showTime(created_at)}`,
            ),
          ),
        ],
        [say.disputes, lines(order.disputes.map(({ id, status }) => `${id} · ${status}`))],
        [say.reveals, order.reveals],
        [say.agent, order.agent_id && <code>{order.agent_id}</code>],
        [say.site, order.site_id && <code>{order.site_id}</code>],
        [say.ordered, showTime(order.created_at)],
        [say.paid, order.paid_at && showTime(order.paid_at)],
        [say.delivered, order.delivered_at && showTime(order.delivered_at)],
        [say.erased, order.erased_at && showTime(order.erased_at)],
      ]}
    />
  );
}

function RefundForm({ order, onDone }: { order: AdminOrder; onDone: () => void }) {
  const { amount_minor: most, currency } = order.refundable;
  const amount = useSignal(writeMoney(most, currency));
  const reason = useSignal('');
  const asked = readMoney(amount.value, currency);
  const fits = asked !== undefined && asked > 0 && asked <= most;
  const send = async () => {
    // All of it is asked for without an amount, so that it is all of what is left by then.
    const part = asked === most ? undefined : { amount_minor: asked!, currency };
    await call('refundOrder', { id: order.id, body: { reason: reason.value.trim(), ...(part && { amount: part }) } });
    toast(say.done);
    onDone();
  };
  return (
    <Form send={say.refund} tone="danger" disabled={!fits || reason.value.trim().length < 3} onSend={send}>
      <MoneyField
        label={say.howMuch}
        hint={say.hint}
        currency={currency}
        value={amount.value}
        onText={(typed) => (amount.value = typed)}
      />
      <Field
        label={say.reason}
        value={reason.value}
        onText={(typed) => (reason.value = typed)}
        input={{ maxLength: 500 }}
      />
    </Form>
  );
}
