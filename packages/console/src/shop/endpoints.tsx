import type { DeskAnswer } from '@kameng/contract/desk-routes';
import type { DeskSite } from '@kameng/contract/desk/shop';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Field } from '../parts/field.tsx';
import { ListCard } from '../parts/list-card.tsx';
import { MakeSecret } from '../parts/make-secret.tsx';
import { may } from '../shell/me.ts';
import { words } from '../words/words.ts';

const say = words({
  title: ['接收地址', 'Addresses'],
  add: ['添加地址', 'Add an address'],
  none: ['还没有地址。', 'No address yet.'],
  url: ['地址', 'Address'],
  hint: ['公网上的 https 地址。', 'An https address on the public internet.'],
  secret: ['签名密钥', 'Signing secret'],
  removeTitle: ['移除这个地址？', 'Remove this address?'],
  removeWhy: ['之后的事件不再发给它。', 'What happens from now on is not sent to it.'],
  removed: ['地址已移除', 'The address is removed'],
});

type Endpoint = DeskAnswer<'listSiteEndpoints'>['data'][number];

/** The addresses that a site's events go to. */
export function Endpoints({ site }: { site: DeskSite }) {
  return (
    <ListCard<Endpoint>
      title={say.title}
      add={say.add}
      none={say.none}
      icon="link"
      load={(signal) => call('listSiteEndpoints', { id: site.id, signal })}
      nameOf={({ url }) => url}
      more={({ events }) => events.join(' · ')}
      writes={may('webhooks:write')}
      adding={(onAdded, onClose) => <AddEndpoint site={site} onAdded={onAdded} onClose={onClose} />}
      removal={{
        title: say.removeTitle,
        why: say.removeWhy,
        done: say.removed,
        remove: (id) => call('removeSiteEndpoint', { id: site.id, rest: { endpoint_id: id } }),
      }}
    />
  );
}

function AddEndpoint({ site, onAdded, onClose }: { site: DeskSite; onAdded: () => void; onClose: () => void }) {
  const url = useSignal('');
  const make = async () => (await call('createSiteEndpoint', { id: site.id, body: { url: url.value } })).secret;
  return (
    <MakeSecret title={say.add} label={say.secret} make={make} onMade={onAdded} onClose={onClose}>
      <Field
        label={say.url}
        hint={say.hint}
        value={url.value}
        onText={(typed) => (url.value = typed.trim())}
        input={{ type: 'url', required: true, autoFocus: true, placeholder: 'https://' }}
      />
    </MakeSecret>
  );
}
