import type { DeskSite } from '@kameng/contract/desk/shop';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { ActButton } from '../parts/act-button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Failure } from '../parts/failure.tsx';
import { Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { Icon } from '../parts/icon.tsx';
import { ShowOnce } from '../parts/show-once.tsx';
import { toast } from '../parts/toast.tsx';
import { useLoad } from '../parts/use-load.ts';
import { may } from '../shell/me.ts';
import { words } from '../words/words.ts';

const say = words({
  title: ['接收地址', 'Addresses'],
  add: ['添加地址', 'Add an address'],
  none: ['还没有地址。', 'No address yet.'],
  url: ['地址', 'Address'],
  hint: ['公网上的 https 地址。', 'An https address on the public internet.'],
  secret: ['签名密钥', 'Signing secret'],
  remove: ['移除', 'Remove'],
  removed: ['地址已移除', 'The address is removed'],
});

/** The addresses that a site's events go to. */
export function Endpoints({ site }: { site: DeskSite }) {
  const { data, error, reload } = useLoad((signal) => call('listSiteEndpoints', { id: site.id, signal }));
  const adding = useSignal(false);
  const writes = may('webhooks:write');
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  return (
    <section class="card stack">
      <div class="card-head">
        <h2>{say.title}</h2>
        {writes && (
          <button type="button" onClick={() => (adding.value = true)}>
            <Icon name="plus" />
            {say.add}
          </button>
        )}
      </div>
      {data?.data.length === 0 && <p class="muted">{say.none}</p>}
      <ul class="list">
        {data?.data.map(({ id, url, events }) => (
          <li key={id} class="list-row">
            <Icon name="link" />
            <div class="grow">
              <p class="strong">{url}</p>
              <p class="muted">{events.join(' · ')}</p>
            </div>
            {writes && (
              <ActButton
                act={async () => {
                  await call('removeSiteEndpoint', { id: site.id, rest: { endpoint_id: id } });
                  toast(say.removed);
                  reload();
                }}
              >
                {say.remove}
              </ActButton>
            )}
          </li>
        ))}
      </ul>
      {adding.value && <AddEndpoint site={site} onAdded={reload} onClose={() => (adding.value = false)} />}
    </section>
  );
}

function AddEndpoint({ site, onAdded, onClose }: { site: DeskSite; onAdded: () => void; onClose: () => void }) {
  const url = useSignal('');
  const secret = useSignal<string | undefined>(undefined);
  const add = async () => {
    const made = await call('createSiteEndpoint', { id: site.id, body: { url: url.value } });
    secret.value = made.secret;
    onAdded();
  };
  if (secret.value !== undefined) return <ShowOnce label={say.secret} text={secret.value} onClose={onClose} />;
  return (
    <Dialog title={say.add} onClose={onClose}>
      <Form send={say.add} onSend={add}>
        <Field
          label={say.url}
          hint={say.hint}
          value={url.value}
          onText={(typed) => (url.value = typed.trim())}
          input={{ type: 'url', required: true, autoFocus: true, placeholder: 'https://' }}
        />
      </Form>
    </Dialog>
  );
}
