import type { DeskAnswer } from '@kameng/contract/desk-routes';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { Copy } from '../parts/copy.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Failure } from '../parts/failure.tsx';
import { Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { Icon } from '../parts/icon.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { useLoad } from '../parts/use-load.ts';
import { may } from '../shell/me.ts';
import { words } from '../words/words.ts';
import { savePosterPng, savePosterSvg } from './draw-poster.ts';

type Link = DeskAnswer<'listAgentLinks'>['data'][number];

const say = words({
  title: ['推广链接', 'Links'],
  lead: [
    '每条链接有自己的推广码，这样就知道买家从哪里来。',
    'Each has a referral ID of its own, so you see where buyers come from.',
  ],
  make: ['新建链接', 'New link'],
  label: ['名称', 'Name'],
  labelHint: ['链接放在哪里；只有您看得到。', 'Where it hangs; only you see it.'],
  first: ['主链接', 'First link'],
  url: ['链接', 'Link'],
  script: ['网页代码', 'Script tag'],
  scriptWhy: [
    '放进您的网页，页面上的所有购买按钮和商品链接都归您。',
    'On a page of yours, every button and link to the goods is yours.',
  ],
  deep: ['商品直达：在链接后加 /商品编号', 'To one product: put /product-id behind the link'],
  png: ['海报 PNG', 'Poster PNG'],
  svg: ['海报 SVG', 'Poster SVG'],
  remove: ['删除', 'Remove'],
  removeTitle: ['删除“{label}”？', 'Remove “{label}”?'],
  removeWhy: [
    '链接仍能打开商品，但不再为您计佣金。不能恢复。',
    'It still leads to the goods, and earns you nothing any more. This cannot be undone.',
  ],
  poster: ['扫码购买', 'Scan to buy'],
});

/** The agent's links: to copy, to print, to put on a page. */
export function LinksPage() {
  const { data, error, reload } = useLoad((signal) => call('listAgentLinks', { signal }));
  const making = useSignal(false);
  const removing = useSignal<Link | undefined>(undefined);
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  return (
    <>
      <PageHead title={say.title} lead={say.lead}>
        {may('goods:write') && (
          <button type="button" class="primary" onClick={() => (making.value = true)}>
            <Icon name="plus" />
            {say.make}
          </button>
        )}
      </PageHead>
      <div class="stack" aria-busy={data === undefined}>
        {data === undefined && <div class="bone" data-size="row" />}
        {data?.data.map((link) => (
          <LinkCard key={link.ref} link={link} onRemove={() => (removing.value = link)} />
        ))}
      </div>
      {making.value && <MakeLink onMade={reload} onClose={() => (making.value = false)} />}
      {removing.value && (
        <Confirm
          title={say.removeTitle.replace('{label}', removing.value.label ?? '')}
          send={say.remove}
          onSend={async () => {
            await call('removeAgentLink', { id: removing.value?.id ?? '' });
            reload();
          }}
          onClose={() => (removing.value = undefined)}
        >
          <p>{say.removeWhy}</p>
        </Confirm>
      )}
    </>
  );
}

function LinkCard({ link, onRemove }: { link: Link; onRemove: () => void }) {
  const { id, ref, label, url } = link;
  const script = `<script async src="${location.origin}/embed/v1/kameng.js" data-ref="${ref}"></script>`;
  const poster = { url, title: say.poster, name: `kameng-${ref}` };
  return (
    <section class="card stack">
      <div class="card-head">
        <h2 class="clip">{label ?? say.first}</h2>
        <Badge>{ref}</Badge>
      </div>
      <Copy text={url} label={say.url} />
      <p class="muted">{say.deep}</p>
      <details>
        <summary>{say.script}</summary>
        <div class="stack tight">
          <p class="muted">{say.scriptWhy}</p>
          <Copy text={script} label={say.script} />
        </div>
      </details>
      <div class="actions">
        <button type="button" onClick={() => void savePosterPng(poster)}>
          <Icon name="save" />
          {say.png}
        </button>
        <button type="button" onClick={() => savePosterSvg(poster)}>
          <Icon name="save" />
          {say.svg}
        </button>
        {id !== null && may('goods:write') && (
          <button type="button" class="quiet" onClick={onRemove}>
            {say.remove}
          </button>
        )}
      </div>
    </section>
  );
}

function MakeLink({ onMade, onClose }: { onMade: () => void; onClose: () => void }) {
  const label = useSignal('');
  const make = async () => {
    await call('createAgentLink', { body: { label: label.value.trim() } });
    onMade();
    onClose();
  };
  return (
    <Dialog title={say.make} onClose={onClose}>
      <Form send={say.make} onSend={make}>
        <Field
          label={say.label}
          hint={say.labelHint}
          value={label.value}
          onText={(typed) => (label.value = typed)}
          input={{ required: true, maxLength: 60, autoFocus: true }}
        />
      </Form>
    </Dialog>
  );
}
