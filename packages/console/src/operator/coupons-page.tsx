import type { Coupon, CouponState } from '@kameng/contract/desk/coupon';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty } from '../parts/empty.tsx';
import { Facts } from '../parts/facts.tsx';
import { Icon } from '../parts/icon.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { ReasonForm } from '../parts/reason-form.tsx';
import { searched, SearchFilter } from '../parts/search-field.tsx';
import { chosenStatus, StatusFilter } from '../parts/status-filter.tsx';
import type { Column } from '../parts/table-rows.tsx';
import { may } from '../shell/me.ts';
import { showMoney, showNumber } from '../words/show-figures.ts';
import { showTime } from '../words/show.ts';
import { words } from '../words/words.ts';
import { writePercent } from '../words/read-percent.ts';
import { AddCoupon } from './add-coupon.tsx';

const say = words({
  title: ['优惠券', 'Coupons'],
  lead: [
    '由平台的份额出钱，不低于供货商的底价，供货商和代理的收入不变。',
    'The operator’s share pays for them, never below a supplier’s floor; suppliers and agents get what they get without.',
  ],
  add: ['发放优惠券', 'Give out a coupon'],
  code: ['券码', 'Code'],
  discount: ['优惠', 'Takes off'],
  state: ['状态', 'State'],
  scope: ['适用', 'For'],
  everything: ['全部商品', 'Everything'],
  used: ['已用', 'Used'],
  perBuyer: ['每人', 'For each buyer'],
  time: ['有效期', 'Valid'],
  end: ['立即结束', 'End it now'],
  why: ['原因', 'Why'],
  ended: ['已结束', 'It has ended'],
  none: ['还没有优惠券', 'No coupon yet'],
  find: ['搜索券码', 'Find a code'],
});
const states = words<CouponState>({
  valid: ['有效', 'Valid'],
  soon: ['未开始', 'Not yet'],
  over: ['已结束', 'Over'],
});

const takes = ({ discount }: Coupon) =>
  discount.kind === 'percent' ? `${writePercent(discount.percent_bps)}%` : showMoney(discount.amount);
const stateOf = ({ starts_at, ends_at }: Coupon): CouponState => {
  const now = Date.now();
  if (Date.parse(ends_at) <= now) return 'over';
  return Date.parse(starts_at) > now ? 'soon' : 'valid';
};

/** Coupons, and what is left of them. */
export function CouponsPage() {
  const turn = useSignal(0);
  const adding = useSignal(false);
  const [q, state] = [searched(), chosenStatus(states, 'state')];
  return (
    <>
      <PageHead title={say.title} lead={say.lead}>
        {may('rules:write') && (
          <button type="button" class="primary" onClick={() => (adding.value = true)}>
            <Icon name="plus" />
            {say.add}
          </button>
        )}
      </PageHead>
      <DataTable<Coupon>
        name={say.title}
        keys={[turn.value]}
        keyOf={({ id }) => id}
        load={(cursor, signal) =>
          call('listCoupons', {
            query: { limit: 50, ...(cursor && { cursor }), ...(q && { q }), ...(state && { state }) },
            signal,
          })
        }
        narrows={['q', 'state']}
        filters={
          <>
            <SearchFilter label={say.find} />
            <StatusFilter all={states} name="state" />
          </>
        }
        columns={columns()}
        empty={<Empty icon="tag" title={say.none} />}
        detail={(coupon, close) => ({
          title: coupon.code,
          body: (
            <CouponDetail
              coupon={coupon}
              onDone={() => {
                turn.value += 1;
                close();
              }}
            />
          ),
        })}
      />
      {adding.value && (
        <Dialog title={say.add} onClose={() => (adding.value = false)}>
          <AddCoupon
            onDone={() => {
              adding.value = false;
              turn.value += 1;
            }}
          />
        </Dialog>
      )}
    </>
  );
}

function CouponDetail({ coupon, onDone }: { coupon: Coupon; onDone: () => void }) {
  return (
    <div class="stack">
      <Facts
        rows={[
          [say.discount, takes(coupon)],
          [say.scope, coupon.product_id ?? coupon.category ?? say.everything],
          [say.used, `${showNumber(coupon.uses)} / ${showNumber(coupon.uses_max)}`],
          [say.perBuyer, coupon.uses_per_buyer],
          [say.time, `${showTime(coupon.starts_at)} – ${showTime(coupon.ends_at)}`],
        ]}
      />
      {stateOf(coupon) !== 'over' && may('rules:write') && (
        <ReasonForm
          send={say.end}
          tone="danger"
          label={say.why}
          done={say.ended}
          act={(reason) => call('endCoupon', { id: coupon.id, body: { reason } })}
          onDone={onDone}
        />
      )}
    </div>
  );
}

const columns = (): Column<Coupon>[] => [
  { head: say.code, cell: ({ code }) => <code>{code}</code>, text: ({ code }) => code },
  {
    head: say.state,
    cell: (coupon) => <Badge tone={stateOf(coupon) === 'valid' ? 'good' : 'plain'}>{states[stateOf(coupon)]}</Badge>,
    text: (coupon) => states[stateOf(coupon)],
  },
  { head: say.discount, end: true, cell: takes, text: takes },
  {
    head: say.used,
    end: true,
    wide: true,
    cell: ({ uses, uses_max }) => `${showNumber(uses)} / ${showNumber(uses_max)}`,
    text: ({ uses }) => uses,
  },
];
