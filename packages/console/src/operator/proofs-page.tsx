import type { LedgerProof } from '@kameng/contract/desk/admin';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { Facts } from '../parts/facts.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { showMoney, showNumber } from '../words/show-figures.ts';
import { showDay, showTime } from '../words/show.ts';
import { words } from '../words/words.ts';

const say = words({
  title: ['账本证明', 'Ledger proofs'],
  lead: [
    '每天从全部流水重新计算一遍账本；任何币种的总和都应为零。',
    'Once a day the ledger is recomputed from its transfers; every currency has to sum to zero.',
  ],
  day: ['日期', 'Day'],
  result: ['结果', 'Result'],
  faultless: ['无差错', 'Faultless'],
  faulty: ['有差错', 'Faults'],
  transfers: ['流水', 'Transfers'],
  sums: ['总和', 'Sums'],
  taken: ['计算时间', 'Taken'],
  wrong: ['余额不等于流水之和的账户', 'Accounts whose balance is not the sum of their transfers'],
  unsettled: ['托管与状态不符的订单', 'Orders whose escrow does not fit their state'],
  misfolded: ['快照不符的账户', 'Accounts whose snapshot is not the sum it covers'],
  unshared: ['待到期款项不符的账户', 'Pending accounts that are not the sum of their shares'],
  miscounted: ['与订单不符的按日统计', 'Figures by day that are not what their orders say'],
  empty: ['还没有证明', 'No proof yet'],
  emptyWhy: ['第一份会在今天结束后生成。', 'The first is made when the day is over.'],
});

/** The daily proofs of the ledger. */
export function ProofsPage() {
  const badge = ({ faultless }: LedgerProof) => (
    <Badge tone={faultless ? 'good' : 'danger'}>{faultless ? say.faultless : say.faulty}</Badge>
  );
  const sums = (proof: LedgerProof) => proof.sums.map(showMoney).join(' · ');
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <DataTable<LedgerProof>
        name={say.title}
        keyOf={({ day }) => day}
        load={(cursor, signal) => call('listLedgerProofs', { query: { limit: 50, ...(cursor && { cursor }) }, signal })}
        columns={[
          { head: say.day, cell: ({ day }) => showDay(day), text: ({ day }) => day },
          { head: say.result, cell: badge, text: ({ faultless }) => (faultless ? say.faultless : say.faulty) },
          {
            head: say.transfers,
            end: true,
            cell: ({ transfers }) => showNumber(transfers),
            text: ({ transfers }) => transfers,
          },
          { head: say.sums, end: true, wide: true, cell: sums, text: sums },
        ]}
        empty={
          <Empty icon="shield" title={say.empty}>
            <p class="muted">{say.emptyWhy}</p>
          </Empty>
        }
        detail={(proof) => ({
          title: showDay(proof.day),
          body: (
            <Facts
              rows={[
                [say.result, badge(proof)],
                [say.transfers, showNumber(proof.transfers)],
                [say.sums, sums(proof)],
                [say.taken, showTime(proof.taken_at)],
                ...(['wrong', 'unsettled', 'misfolded', 'unshared', 'miscounted'] as const).map(
                  (fault) =>
                    [
                      say[fault],
                      proof.faults[fault].length > 0 && <pre>{proof.faults[fault].join('\n')}</pre>,
                    ] as const,
                ),
              ]}
            />
          ),
        })}
      />
    </>
  );
}
