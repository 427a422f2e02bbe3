import type { DeskSite } from '@kameng/contract/desk/shop';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Failure } from '../parts/failure.tsx';
import { Form } from '../parts/form.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { toast } from '../parts/toast.tsx';
import { useLoad } from '../parts/use-load.ts';
import { may } from '../shell/me.ts';
import { fill, words } from '../words/words.ts';

const say = words({
  title: ['站点与来源', 'Sites and origins'],
  lead: ['公开密钥只在这里列出的网页上有效。', 'A publishable key works on the pages listed here, and on no others.'],
  site: ['网页', 'Page'],
  shop: ['网店', 'Shop'],
  test: ['测试', 'Test'],
  live: ['正式', 'Live'],
  frozen: ['已冻结', 'Frozen'],
  none: ['没有来源：公开密钥不能在任何网页上使用。', 'No origin: publishable keys work on no page.'],
  noneShop: ['网店在服务器上使用密钥，不需要来源。', 'A shop uses its key on a server and needs no origin.'],
  edit: ['编辑来源', 'Edit origins'],
  editTitle: ['{name} 的来源', 'Origins of {name}'],
  field: ['每行一个来源', 'One origin a line'],
  hint: [
    '例如 https://shop.example，不带路径。测试站点可以用 http://localhost:*。',
    'Such as https://shop.example, without a path. Test sites may use http://localhost:*.',
  ],
  save: ['保存', 'Save'],
  saved: ['来源已保存，几秒内生效', 'Saved; in force within seconds'],
});

/** The organisation's sites, and on which pages their keys work. */
export function SitesPage() {
  const { data, error, reload } = useLoad((signal) => call('listSites', { signal }));
  const editing = useSignal<DeskSite | undefined>(undefined);
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <div class="stack" aria-busy={data === undefined}>
        {data === undefined && <div class="bone" data-size="row" />}
        {data?.data.map((site) => (
          <section key={site.id} class="card stack">
            <div class="card-head">
              <h2>{site.name}</h2>
              <span class="actions">
                {site.status === 'frozen' && <Badge tone="danger">{say.frozen}</Badge>}
                <Badge>{say[site.kind]}</Badge>
                <Badge tone={site.environment === 'live' ? 'good' : 'attention'}>{say[site.environment]}</Badge>
              </span>
            </div>
            {site.origins.length === 0 ? (
              <p class="muted">{site.kind === 'shop' ? say.noneShop : say.none}</p>
            ) : (
              <ul class="stack tight">
                {site.origins.map((origin) => (
                  <li key={origin}>
                    <code>{origin}</code>
                  </li>
                ))}
              </ul>
            )}
            {may('sites:write') && (
              <div class="actions">
                <button type="button" onClick={() => (editing.value = site)}>
                  {say.edit}
                </button>
              </div>
            )}
          </section>
        ))}
      </div>
      {editing.value && (
        <EditOrigins site={editing.value} onSaved={reload} onClose={() => (editing.value = undefined)} />
      )}
    </>
  );
}

function EditOrigins({ site, onSaved, onClose }: { site: DeskSite; onSaved: () => void; onClose: () => void }) {
  const text = useSignal(site.origins.join('\n'));
  const save = async () => {
    const origins = text.value.split('\n').flatMap((line) => line.trim().replace(/\/$/, '') || []);
    await call('setSiteOrigins', { id: site.id, body: { origins } });
    toast(say.saved);
    onSaved();
    onClose();
  };
  return (
    <Dialog title={fill(say.editTitle, { name: site.name })} onClose={onClose}>
      <Form send={say.save} onSend={save}>
        <div class="field">
          <label for="origins">{say.field}</label>
          <textarea
            id="origins"
            rows={6}
            spellcheck={false}
            value={text.value}
            onInput={({ currentTarget }) => (text.value = currentTarget.value)}
          />
          <p class="muted">{say.hint}</p>
        </div>
      </Form>
    </Dialog>
  );
}
