import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { TopUp, TopUpStatus } from '@kameng/contract/desk/top-up';
import type { DeskSite } from '@kameng/contract/desk/shop';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { call } from '../call/call.ts';
import { Badge, type Tone } from '../parts/badge.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Failure } from '../parts/failure.tsx';
import { Time } from '../parts/time.tsx';
import { usePoll } from '../parts/use-poll.ts';
import { may } from '../shell/me.ts';
import { showMoney } from '../words/show-figures.ts';
import { words } from '../words/words.ts';
import { PayStep } from './pay-step.tsx';
import { TopUpForm } from './top-up-form.tsx';

const say = words({
  title: ['充值', 'Top-ups'],
  begin: ['充值…', 'Top up…'],
  dialog: ['给余额充值', 'Top up the balance'],
  none: ['还没有充值。', 'Nothing was paid in yet.'],
  pay: ['继续付款', 'Go on paying'],
  paying: ['付款', 'Pay'],
});
const statuses = words<TopUpStatus>({
  waiting: ['等待付款', 'Waiting'],
  paid: ['已到账', 'In the balance'],
  failed: ['失败', 'Failed'],
  closed: ['已关闭', 'Closed'],
});
const tones: Record<TopUpStatus, Tone> = { waiting: 'attention', paid: 'good', failed: 'danger', closed: 'plain' };
const shown = 5;

/** What was paid into a balance through channels, and where more is. `onPaid` is told when money has come in. */
export function TopUps({
  site,
  currencies,
  onPaid,
}: {
  site: DeskSite;
  currencies: readonly string[];
  onPaid: () => void;
}) {
  const beginning = useSignal(false);
  const { data, error, reload } = usePoll(
    (signal) => call('listTopUps', { id: site.id, query: { limit: shown }, signal }),
    isOpen,
    [site.id],
  );
  const paid = data?.data.filter(({ status }) => status === 'paid').length;
  const before = useRef(paid);
  useEffect(() => {
    if (before.current !== undefined && paid !== undefined && paid > before.current) onPaid();
    before.current = paid;
  }, [paid]);
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  if (!data) return <div class="bone" data-size="row" aria-busy="true" />;
  return (
    <section class="card stack tight">
      <div class="card-head">
        <h2>{say.title}</h2>
        {may('money:write') && data.channels.length > 0 && (
          <button type="button" class="primary" onClick={() => (beginning.value = true)}>
            {say.begin}
          </button>
        )}
      </div>
      {data.data.length === 0 && <p class="muted">{say.none}</p>}
      {data.data.length > 0 && (
        <ul>
          {data.data.map((each) => (
            <TopUpLine key={each.id} topUp={each} />
          ))}
        </ul>
      )}
      {beginning.value && (
        <Dialog title={say.dialog} onClose={() => (beginning.value = false)}>
          <TopUpForm site={site} channels={data.channels} currencies={currencies} onBegun={reload} />
        </Dialog>
      )}
    </section>
  );
}

/** Only what was begun a short time ago is worth asking about again and again. */
function isOpen({ data }: DeskAnswer<'listTopUps'>): boolean {
  return data.some(({ status, created_at }) => status === 'waiting' && Date.now() - Date.parse(created_at) < 600_000);
}

function TopUpLine({ topUp: { amount, received, status, action, created_at } }: { topUp: TopUp }) {
  const paying = useSignal(false);
  const payable = status === 'waiting' && action !== null && Date.parse(action.expires_at) > Date.now();
  return (
    <li class="list-row">
      <div class="grow">
        <p class="strong">
          {showMoney(status === 'paid' ? received : amount)} <Badge tone={tones[status]}>{statuses[status]}</Badge>
        </p>
        <p class="muted">
          <Time at={created_at} />
        </p>
      </div>
      {payable && may('money:write') && (
        <button type="button" class="small" onClick={() => (paying.value = true)}>
          {say.pay}
        </button>
      )}
      {paying.value && action && (
        <Dialog title={say.paying} onClose={() => (paying.value = false)}>
          <PayStep action={action} />
        </Dialog>
      )}
    </li>
  );
}
