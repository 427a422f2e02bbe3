import type { SiteKey } from '@kameng/contract/desk/shop';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { KeysTable } from '../parts/keys-table.tsx';
import { useLoad } from '../parts/use-load.ts';
import { words } from '../words/words.ts';
import { MakeSiteKey } from './make-site-key.tsx';

const say = words({
  title: ['接口密钥', 'API keys'],
  lead: [
    '公开密钥放在网页里；私密密钥只放在服务器上，用余额下单。',
    'Publishable keys stand in pages. Secret keys stay on servers and order from the balance.',
  ],
  site: ['站点', 'Site'],
  kind: ['类型', 'Kind'],
  publishable: ['公开', 'Publishable'],
  secret: ['私密', 'Secret'],
  revokeWhy: [
    '使用它的网页或程序会在几秒内失效，无法恢复。轮换时请先启用新密钥。',
    'Pages or programs that use it stop within seconds, for good. When you rotate, put the new one in place first.',
  ],
  noneWhy: ['新建一个，网页或网店才能连接货源池。', 'Make one, and your page or shop can reach the pool.'],
});

/** Keys of the organisation's sites. */
export function SiteKeysPage() {
  const sites = useLoad((signal) => call('listSites', { signal }));
  const siteOf = ({ site_id }: SiteKey) => sites.data?.data.find(({ id }) => id === site_id)?.name ?? site_id;
  return (
    <KeysTable<SiteKey>
      title={say.title}
      lead={say.lead}
      noneWhy={say.noneWhy}
      load={(signal) => call('listSiteKeys', { signal })}
      revoke={(id) => call('revokeSiteKey', { id })}
      revokeWhy={say.revokeWhy}
      columns={[
        {
          head: say.kind,
          cell: ({ kind }) => <Badge tone={kind === 'secret' ? 'attention' : 'plain'}>{say[kind]}</Badge>,
          text: ({ kind }) => say[kind],
        },
        { head: say.site, wide: true, cell: siteOf, text: siteOf },
      ]}
      make={(onMade, onClose) =>
        sites.data && <MakeSiteKey sites={sites.data.data} onMade={onMade} onClose={onClose} />
      }
    />
  );
}
