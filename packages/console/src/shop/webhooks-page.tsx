import type { Delivery, DeskSite } from '@kameng/contract/desk/shop';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { call } from '../call/call.ts';
import { ActButton } from '../parts/act-button.tsx';
import { Badge, type Tone } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import type { Column } from '../parts/table-rows.tsx';
import { Empty } from '../parts/empty.tsx';
import { Facts } from '../parts/facts.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { searched, SearchFilter } from '../parts/search-field.tsx';
import { chosenStatus, StatusFilter } from '../parts/status-filter.tsx';
import { Time } from '../parts/time.tsx';
import { toast } from '../parts/toast.tsx';
import { may } from '../shell/me.ts';
import { showTime } from '../words/show.ts';
import { words } from '../words/words.ts';
import { Endpoints } from './endpoints.tsx';
import { SiteChoice } from './site-choice.tsx';

const say = words({
  title: ['回调通知', 'Webhooks'],
  lead: [
    '订单和商品变化时，我们用签名的请求通知您的服务器。',
    'When an order or product changes, your server is told by a signed request.',
  ],
  log: ['发送记录', 'What was sent'],
  event: ['事件', 'Event'],
  object: ['对象', 'Object'],
  state: ['状态', 'State'],
  tries: ['次数', 'Tries'],
  answer: ['应答', 'Answer'],
  queued: ['时间', 'When'],
  none: ['还没有发送过', 'Nothing was sent yet'],
  noneWhy: ['登记地址后，这里会列出每一次通知。', 'Once an address is registered, every event appears here.'],
  again: ['重新发送', 'Send again'],
  queuedAgain: ['已重新排队', 'On its way again'],
  next: ['下次尝试', 'Next try'],
  delivered: ['送达时间', 'Delivered'],
  address: ['地址', 'Address'],
  find: ['按订单或商品编号查找', 'Find by the id of an order or product'],
  nobody: ['无应答', 'No answer'],
});

const stateWords = words<Delivery['state']>({
  delivered: ['已送达', 'Delivered'],
  waiting: ['等待重试', 'Waiting'],
  given_up: ['已放弃', 'Given up'],
});
const tones: Record<Delivery['state'], Tone> = { delivered: 'good', waiting: 'attention', given_up: 'danger' };

/** Where events go, and whether they arrived. */
export function WebhooksPage() {
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <SiteChoice shops>
        {(site, choice) => (
          <>
            <Endpoints key={site.id} site={site} />
            <Log key={`${site.id} log`} site={site} choice={choice} />
          </>
        )}
      </SiteChoice>
    </>
  );
}

function Log({ site, choice }: { site: DeskSite; choice: ComponentChildren }) {
  const turn = useSignal(0);
  const [wanted, object] = [chosenStatus(stateWords, 'state'), searched('object')];
  const filters = (
    <>
      {choice}
      <SearchFilter label={say.find} name="object" max={64} />
      <StatusFilter all={stateWords} name="state" />
    </>
  );
  return (
    <section class="stack">
      <h2>{say.log}</h2>
      <DataTable<Delivery>
        name={say.log}
        keys={[site.id, turn.value]}
        narrows={['object', 'state']}
        keyOf={({ event_id, endpoint_id }) => `${event_id} ${endpoint_id}`}
        load={(cursor, signal) =>
          call('listSiteDeliveries', {
            id: site.id,
            query: {
              limit: 50,
              ...(cursor && { cursor }),
              ...(wanted && { state: wanted }),
              ...(object && { object_id: object }),
            },
            signal,
          })
        }
        filters={filters}
        columns={columns()}
        empty={
          <Empty icon="send" title={say.none}>
            <p class="muted">{say.noneWhy}</p>
          </Empty>
        }
        detail={(delivery, close) => ({
          title: delivery.type,
          body: (
            <>
              <DeliveryFacts delivery={delivery} />
              {may('webhooks:write') && (
                <ActButton
                  tone="primary"
                  act={async () => {
                    await call('redeliverSiteEvent', { id: site.id, rest: { event_id: delivery.event_id } });
                    toast(say.queuedAgain);
                    turn.value += 1;
                    close();
                  }}
                >
                  {say.again}
                </ActButton>
              )}
            </>
          ),
        })}
      />
    </section>
  );
}

const columns = (): Column<Delivery>[] => [
  { head: say.queued, cell: ({ queued_at }) => <Time at={queued_at} />, text: ({ queued_at }) => queued_at },
  { head: say.event, cell: ({ type }) => <code>{type}</code>, text: ({ type }) => type },
  {
    head: say.object,
    wide: true,
    cell: ({ object_id }) => <code class="clip">{object_id}</code>,
    text: ({ object_id }) => object_id,
  },
  {
    head: say.state,
    cell: ({ state }) => <Badge tone={tones[state]}>{stateWords[state]}</Badge>,
    text: ({ state }) => stateWords[state],
  },
  {
    head: say.tries,
    end: true,
    wide: true,
    cell: ({ attempts }) => attempts,
    text: ({ attempts }) => attempts,
  },
];

function DeliveryFacts({ delivery }: { delivery: Delivery }) {
  return (
    <Facts
      rows={[
        [say.state, <Badge tone={tones[delivery.state]}>{stateWords[delivery.state]}</Badge>],
        [say.address, delivery.url],
        [say.answer, delivery.last_status ?? (delivery.attempts > 0 && say.nobody)],
        [say.tries, delivery.attempts],
        [say.next, delivery.next_attempt_at && showTime(delivery.next_attempt_at)],
        [say.delivered, delivery.delivered_at && showTime(delivery.delivered_at)],
        [say.object, <code>{delivery.object_id}</code>],
        [say.event, <code>{delivery.event_id}</code>],
      ]}
    />
  );
}
