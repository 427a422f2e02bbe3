import type { DeskSite, SiteKey } from '@kameng/contract/desk/shop';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Choice } from '../parts/field.tsx';
import { MakeSecret } from '../parts/make-secret.tsx';
import { words } from '../words/words.ts';

const say = words({
  title: ['新建密钥', 'New key'],
  site: ['站点', 'Site'],
  kind: ['类型', 'Kind'],
  publishable: ['公开密钥：放在网页里', 'Publishable: stands in pages'],
  secret: ['私密密钥：只放在服务器上', 'Secret: stays on servers'],
  key: ['密钥', 'Key'],
});

interface MakeProps {
  sites: readonly DeskSite[];
  onMade: () => void;
  onClose: () => void;
}

/** Makes a key for a site and shows it once. */
export function MakeSiteKey({ sites, onMade, onClose }: MakeProps) {
  const site = useSignal(sites[0]?.id ?? '');
  const kind = useSignal<SiteKey['kind']>(sites[0]?.kind === 'shop' ? 'secret' : 'publishable');
  const make = async () => (await call('createSiteKey', { id: site.value, body: { kind: kind.value } })).key;
  return (
    <MakeSecret title={say.title} label={say.key} make={make} onMade={onMade} onClose={onClose}>
      <Choice
        label={say.site}
        value={site.value}
        choices={sites.map(({ id, name }) => [id, name] as const)}
        onChoice={(id) => (site.value = id)}
      />
      <Choice<SiteKey['kind']>
        label={say.kind}
        value={kind.value}
        choices={[
          ['publishable', say.publishable],
          ['secret', say.secret],
        ]}
        onChoice={(chosen) => (kind.value = chosen)}
      />
    </MakeSecret>
  );
}
