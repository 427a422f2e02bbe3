import type { SiteKey } from '@kameng/contract/desk/shop';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { Icon } from '../parts/icon.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Time } from '../parts/time.tsx';
import { toast } from '../parts/toast.tsx';
import { useLoad } from '../parts/use-load.ts';
import { may } from '../shell/me.ts';
import { words } from '../words/words.ts';
import { MakeSiteKey } from './make-site-key.tsx';

const say = words({
  title: ['接口密钥', 'API keys'],
  lead: [
    '公开密钥放在网页里；私密密钥只放在服务器上，用余额下单。',
    'Publishable keys stand in pages. Secret keys stay on servers and order from the balance.',
  ],
  create: ['新建密钥', 'New key'],
  site: ['站点', 'Site'],
  kind: ['类型', 'Kind'],
  publishable: ['公开', 'Publishable'],
  secret: ['私密', 'Secret'],
  key: ['密钥', 'Key'],
  made: ['创建时间', 'Made'],
  revoke: ['吊销', 'Revoke'],
  revokeTitle: ['吊销这个密钥？', 'Revoke this key?'],
  revokeWhy: [
    '使用它的网页或程序会在几秒内失效，无法恢复。轮换时请先启用新密钥。',
    'Pages or programs that use it stop within seconds, for good. When you rotate, put the new one in place first.',
  ],
  revoked: ['密钥已吊销', 'The key is revoked'],
  none: ['还没有密钥', 'No keys yet'],
  noneWhy: ['新建一个，网页或网店才能连接货源池。', 'Make one, and your page or shop can reach the pool.'],
});

/** Keys of the organisation's sites. */
export function SiteKeysPage() {
  const turn = useSignal(0);
  const making = useSignal(false);
  const revoking = useSignal<SiteKey | undefined>(undefined);
  const sites = useLoad((signal) => call('listSites', { signal }));
  const nameOf = (id: string) => sites.data?.data.find((site) => site.id === id)?.name ?? id;
  const writes = may('keys:write');
  const create = writes && (
    <button type="button" class="primary" onClick={() => (making.value = true)}>
      <Icon name="plus" />
      {say.create}
    </button>
  );
  return (
    <>
      <PageHead title={say.title} lead={say.lead}>
        {create}
      </PageHead>
      <DataTable<SiteKey>
        name={say.title}
        keys={[turn.value]}
        keyOf={({ id }) => id}
        load={async (_cursor, signal) => ({ ...(await call('listSiteKeys', { signal })), next_cursor: null })}
        columns={[
          ...columns(nameOf),
          {
            head: '',
            end: true,
            cell: (key) =>
              writes && (
                <button type="button" class="small" onClick={() => (revoking.value = key)}>
                  {say.revoke}
                </button>
              ),
          },
        ]}
        empty={
          <Empty icon="key" title={say.none}>
            <p class="muted">{say.noneWhy}</p>
            {create}
          </Empty>
        }
      />
      {making.value && sites.data && (
        <MakeSiteKey sites={sites.data.data} onMade={() => (turn.value += 1)} onClose={() => (making.value = false)} />
      )}
      {revoking.value && (
        <Confirm
          title={say.revokeTitle}
          send={say.revoke}
          onClose={() => (revoking.value = undefined)}
          onSend={async () => {
            await call('revokeSiteKey', { id: revoking.value!.id });
            toast(say.revoked);
            turn.value += 1;
          }}
        >
          <p>
            <code>{revoking.value.hint}</code>
          </p>
          <p>{say.revokeWhy}</p>
        </Confirm>
      )}
    </>
  );
}

const columns = (nameOf: (id: string) => string): Column<SiteKey>[] => [
  { head: say.key, cell: ({ hint }) => <code>{hint}</code>, text: ({ hint }) => hint },
  {
    head: say.kind,
    cell: ({ kind }) => <Badge tone={kind === 'secret' ? 'attention' : 'plain'}>{say[kind]}</Badge>,
    text: ({ kind }) => say[kind],
  },
  {
    head: say.site,
    wide: true,
    cell: ({ site_id }) => nameOf(site_id),
    text: ({ site_id }) => nameOf(site_id),
  },
  {
    head: say.made,
    wide: true,
    cell: ({ created_at }) => <Time at={created_at} />,
    text: ({ created_at }) => created_at,
  },
];
