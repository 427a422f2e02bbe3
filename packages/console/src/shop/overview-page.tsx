import { call } from '../call/call.ts';
import { Failure } from '../parts/failure.tsx';
import { NextSteps, type Step } from '../parts/next-steps.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { type Figure, Tiles } from '../parts/tiles.tsx';
import { useLoad } from '../parts/use-load.ts';
import { may, organisation } from '../shell/me.ts';
import { hrefOf } from '../shell/route.ts';
import { showMoney, showNumber } from '../words/show-figures.ts';
import { words } from '../words/words.ts';
import { Sales } from './sales.tsx';

const say = words({
  calm: ['一切正常，没有需要处理的事。', 'All is well; nothing needs you.'],
  needs: ['有事项需要处理。', 'Something needs you.'],
  balance: ['可用余额', 'Balance'],
  sites: ['站点', 'Sites'],
  keys: ['有效密钥', 'Live keys'],
  lost: ['未送达的通知', 'Undelivered webhooks'],
  lostNote: ['已停止重试，请检查接收地址后重发', 'Given up; check the address and send again'],
  steps: ['接下来', 'Next'],
  origins: ['填写您网页的来源，购买按钮才能工作', 'List your pages, so that the buy button works there'],
  key: ['新建密钥，让网店可以下单', 'Make a key, so that your shop can order'],
  hook: ['登记回调地址，第一时间知道订单变化', 'Register a webhook, to know at once what happens to an order'],
});

/** What the shop has, and what needs somebody. */
export function OverviewPage() {
  const { data, error, reload } = useLoad(readOverview);
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  const steps = data?.steps ?? [];
  const urgent = data?.figures.some(({ attention }) => attention) === true;
  return (
    <>
      <PageHead title={organisation.value?.name ?? ''} lead={data && (urgent ? say.needs : say.calm)} />
      {data ? <Tiles figures={data.figures} /> : <div class="bone" data-size="row" aria-busy="true" />}
      {may('orders:read') && <Sales />}
      <NextSteps title={say.steps} steps={steps} />
    </>
  );
}

async function readOverview(signal: AbortSignal): Promise<{ figures: Figure[]; steps: Step[] }> {
  const { data: sites } = await call('listSites', { signal });
  const shop = sites.find(({ kind }) => kind === 'shop');
  const [balance, keys, lost, endpoints] = await Promise.all([
    shop && may('money:read') ? call('getSiteBalance', { id: shop.id, signal }) : undefined,
    may('keys:read') ? call('listSiteKeys', { signal }) : undefined,
    shop && may('webhooks:read')
      ? call('listSiteDeliveries', { id: shop.id, query: { state: 'given_up', limit: 100 }, signal })
      : undefined,
    shop && may('webhooks:read') ? call('listSiteEndpoints', { id: shop.id, signal }) : undefined,
  ]);
  const money = balance?.data.map(showMoney).join(' · ');
  const figures: Figure[] = [
    ...(balance ? [{ name: say.balance, value: money || '0', href: hrefOf('shop/balance') }] : []),
    ...(lost
      ? [
          {
            name: say.lost,
            value: `${showNumber(lost.data.length)}${lost.next_cursor ? '+' : ''}`,
            ...(lost.data.length > 0 && { attention: true, note: say.lostNote }),
            href: hrefOf('shop/webhooks?state=given_up'),
          },
        ]
      : []),
    { name: say.sites, value: showNumber(sites.length), href: hrefOf('shop/sites') },
    ...(keys ? [{ name: say.keys, value: showNumber(keys.data.length), href: hrefOf('shop/keys') }] : []),
  ];
  const steps = [
    ...(sites.some(({ kind, origins }) => kind === 'site' && origins.length === 0)
      ? [{ text: say.origins, to: 'shop/sites' }]
      : []),
    ...(keys?.data.length === 0 ? [{ text: say.key, to: 'shop/keys' }] : []),
    ...(endpoints?.data.length === 0 ? [{ text: say.hook, to: 'shop/webhooks' }] : []),
  ];
  return { figures, steps };
}
