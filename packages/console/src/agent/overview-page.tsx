import type { Agent } from '@kameng/contract/desk/agent';
import type { OwnerMoney } from '@kameng/contract/desk/payout';
import { call } from '../call/call.ts';
import { Copy } from '../parts/copy.tsx';
import { Failure } from '../parts/failure.tsx';
import { Icon } from '../parts/icon.tsx';
import { NextSteps, type Step } from '../parts/next-steps.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useLoad } from '../parts/use-load.ts';
import { MoneySplit } from '../payout/money-split.tsx';
import { may } from '../shell/me.ts';
import { fill, words } from '../words/words.ts';
import { AgentFigures } from './agent-figures.tsx';

const say = words({
  frozen: ['账户已被平台冻结：链接仍可打开，但不计佣金。', 'The pool has frozen you: links lead on, and earn nothing.'],
  lead: ['等级 {level} · 推广码 {ref}', 'Level {level} · referral ID {ref}'],
  link: ['您的推广链接', 'Your link'],
  share: ['分享这条链接，成交后佣金自动记入。', 'Share it; what is bought through it earns you commission.'],
  next: ['接下来', 'Next'],
  verify: ['完成实名认证，才能提现', 'Verify who you are before the first withdrawal'],
  account: ['添加收款账户', 'Add an account to be paid to'],
  storefront: ['发布您的店铺页', 'Publish your storefront'],
});

/** What needs the agent now, what the links did, and where the money is. */
export function OverviewPage() {
  const { data, error, reload } = useLoad(readOverview);
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  if (!data) return <div class="bone" data-size="title" aria-busy="true" />;
  const { agent, steps, money } = data;
  return (
    <>
      <PageHead title={agent.name} lead={fill(say.lead, { level: agent.level, ref: agent.ref })} />
      {agent.status === 'frozen' && (
        <div class="notice" data-tone="danger" role="alert">
          <Icon name="alert" />
          <p>{say.frozen}</p>
        </div>
      )}
      <section class="card stack tight">
        <h2>{say.link}</h2>
        <Copy text={agent.url} label={say.link} />
        <p class="muted">{say.share}</p>
      </section>
      <NextSteps title={say.next} steps={steps} />
      <AgentFigures />
      <MoneySplit money={money} pendingAt="agent/commissions?status=pending" payoutsAt="agent/payouts" />
    </>
  );
}

async function readOverview(signal: AbortSignal): Promise<{ agent: Agent; steps: Step[]; money: OwnerMoney[] }> {
  const seesMoney = may('money:read');
  const [agent, money, accounts, storefront] = await Promise.all([
    call('getAgent', { signal }),
    seesMoney ? call('getMoney', { signal }) : undefined,
    seesMoney ? call('listPayoutAccounts', { signal }) : undefined,
    call('getStorefront', { signal }),
  ]);
  const earns =
    money?.data.some(({ pending, available }) => pending.amount_minor + available.amount_minor > 0) === true;
  const steps = [
    ...(storefront.published ? [] : [{ text: say.storefront, to: 'agent/storefront' }]),
    ...(earns && agent.verification !== 'verified' ? [{ text: say.verify, to: 'agent/verification' }] : []),
    ...(earns && accounts?.data.length === 0 ? [{ text: say.account, to: 'agent/payouts' }] : []),
  ];
  return { agent, steps, money: money?.data ?? [] };
}
