import type { Health, ProofFault, Work } from '@kameng/contract/desk/admin';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { useLoad } from '../parts/use-load.ts';
import { showDay } from '../words/show.ts';
import { showNumber } from '../words/show-figures.ts';
import { fill, words } from '../words/words.ts';

const say = words({
  title: ['运行状况', 'Health'],
  ok: ['正常', 'On time'],
  late: ['已延迟 {n} 秒', '{n} s late'],
  proof: ['最近的账本证明', 'Last ledger proof'],
  faultless: ['无差错 · {day}', 'Faultless · {day}'],
  faulty: ['有差错 · {day}：{faults}', 'Faults · {day}: {faults}'],
  never: ['还没有', 'None yet'],
  paused: ['因接口故障暂停的供货', 'Offers paused because their server fails'],
});
const names = words<Work>({
  deliver_orders: ['交付已付订单', 'Delivering what is paid'],
  apply_callbacks: ['处理支付回调', 'Taking callbacks of channels'],
  send_refunds: ['发起退款', 'Sending refunds'],
  dispatch_events: ['派发事件', 'Giving out events'],
  send_mails: ['发送邮件', 'Sending mails'],
});
const faultNames = words<ProofFault>({
  wrong: ['余额', 'balances'],
  unsettled: ['托管', 'escrow'],
  misfolded: ['快照', 'snapshots'],
  unshared: ['待到期款项', 'pending money'],
  miscounted: ['按日统计', 'figures by day'],
});

/** Whether what goes on by itself does. */
export function HealthCard() {
  const { data, error, reload } = useLoad((signal) => call('getHealth', { signal }));
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  if (!data) return <div class="bone" data-size="row" aria-busy="true" />;
  return (
    <section class="card stack">
      <h2>{say.title}</h2>
      <Facts
        rows={[
          ...data.works.map((each) => [names[each.work], <State {...each} />] as const),
          [say.paused, showNumber(data.supply_paused)] as const,
          [say.proof, data.proof ? <Proof {...data.proof} /> : say.never] as const,
        ]}
      />
    </section>
  );
}

function State({ late_s, ok }: Health['works'][number]) {
  return <Badge tone={ok ? 'good' : 'danger'}>{ok ? say.ok : fill(say.late, { n: showNumber(late_s) })}</Badge>;
}

function Proof({ day, ok, faults }: NonNullable<Health['proof']>) {
  const said = faults.map((fault) => faultNames[fault]).join(', ');
  return (
    <Badge tone={ok ? 'good' : 'danger'}>
      {fill(faults.length === 0 ? say.faultless : say.faulty, { day: showDay(day), faults: said })}
    </Badge>
  );
}
