import { call } from '../call/call.ts';
import { HealthCard } from './health-card.tsx';
import { Failure } from '../parts/failure.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { type Figure, Tiles } from '../parts/tiles.tsx';
import { useLoad } from '../parts/use-load.ts';
import { may } from '../shell/me.ts';
import { hrefOf } from '../shell/route.ts';
import { showDay } from '../words/show.ts';
import { showNumber } from '../words/show-figures.ts';
import { fill, words } from '../words/words.ts';

const say = words({
  title: ['平台概览', 'The pool'],
  calm: ['一切正常，没有需要处理的事。', 'All is well; nothing needs you.'],
  needs: ['下面标出的事项需要处理。', 'What is marked below needs you.'],
  verifications: ['待实名审核', 'To verify'],
  goods: ['待审核商品', 'Goods to review'],
  disputes: ['待裁决纠纷', 'Disputes to decide'],
  risks: ['待查看风险', 'Risks to look at'],
  payouts: ['待审批提现', 'Payouts to decide'],
  approved: ['已批准待打款', 'Payouts to pay'],
  undelivered: ['已付未交付', 'Paid, not delivered'],
  quarantined: ['隔离的回调', 'Quarantined callbacks'],
  unmatched: ['对不上的账单', 'Bills that do not match'],
  proof: ['最近的账本证明', 'Last ledger proof'],
  faultless: ['无差错 · {day}', 'Faultless · {day}'],
  faulty: ['有差错 · {day}', 'Faults · {day}'],
  never: ['还没有', 'None yet'],
  neverNote: ['每天自动生成一次', 'Made once a day'],
});

/** What needs the operator now. */
export function OverviewPage() {
  const { data, error, reload } = useLoad(readFigures);
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  const urgent = data?.some(({ attention }) => attention) === true;
  return (
    <>
      <PageHead title={say.title} lead={data && (urgent ? say.needs : say.calm)} />
      {data ? <Tiles figures={data} /> : <div class="bone" data-size="row" aria-busy="true" />}
      <HealthCard />
    </>
  );
}

async function readFigures(signal: AbortSignal): Promise<Figure[]> {
  const query = { limit: 100 };
  const money = may('money:read');
  const [queues, undelivered, quarantined, unmatched, proofs] = await Promise.all([
    readQueues(signal),
    call('listUndeliveredOrders', { query, signal }),
    money ? call('listQuarantinedCallbacks', { query, signal }) : undefined,
    money ? call('listReconciliations', { query, signal }) : undefined,
    money ? call('listLedgerProofs', { query: { limit: 1 }, signal }) : undefined,
  ]);
  const proof = proofs?.data[0];
  return [
    ...queues,
    count(say.undelivered, 'undelivered', undelivered),
    ...(quarantined ? [count(say.quarantined, 'quarantined', quarantined)] : []),
    ...(unmatched ? [count(say.unmatched, 'reconciliations', unmatched)] : []),
    ...(proofs
      ? [
          {
            name: say.proof,
            value: proof ? fill(proof.faultless ? say.faultless : say.faulty, { day: showDay(proof.day) }) : say.never,
            ...(!proof && { note: say.neverNote }),
            attention: proof?.faultless === false,
            href: hrefOf('operator/proofs'),
          },
        ]
      : []),
  ];
}

/** What waits for a decision, as far as one's role looks after it. */
async function readQueues(signal: AbortSignal): Promise<Figure[]> {
  const limit = 100;
  const money = may('money:read');
  const [verifications, goods, disputes, risks, payouts, approved] = await Promise.all([
    may('verification:read') ? call('listVerificationQueue', { query: { limit }, signal }) : undefined,
    may('goods:read') ? call('listSubmissionQueue', { query: { limit }, signal }) : undefined,
    may('disputes:read') ? call('listAdminDisputes', { query: { limit, status: 'arbiter' }, signal }) : undefined,
    may('parties:read') ? call('listRiskEvents', { query: { limit }, signal }) : undefined,
    money ? call('listPayoutQueue', { query: { limit }, signal }) : undefined,
    money ? call('listPayoutQueue', { query: { limit, status: 'approved' }, signal }) : undefined,
  ]);
  return [
    ...(verifications ? [count(say.verifications, 'verifications', verifications)] : []),
    ...(goods ? [count(say.goods, 'goods', goods)] : []),
    ...(disputes ? [count(say.disputes, 'disputes?status=arbiter', disputes)] : []),
    ...(risks ? [count(say.risks, 'risks', risks)] : []),
    ...(payouts ? [count(say.payouts, 'payouts', payouts)] : []),
    ...(approved ? [count(say.approved, 'payouts?status=approved', approved)] : []),
  ];
}

/** How many wait, as far as one page shows it, and where. */
function count(name: string, page: string, list: { data: readonly unknown[]; next_cursor: string | null }): Figure {
  return {
    name,
    value: `${showNumber(list.data.length)}${list.next_cursor ? '+' : ''}`,
    attention: list.data.length > 0,
    href: hrefOf(`operator/${page}`),
  };
}
