import type { AgentGoods, Storefront } from '@kameng/contract/desk/agent';
import { type Signal, useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { Copy } from '../parts/copy.tsx';
import { Failure } from '../parts/failure.tsx';
import { Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { Icon } from '../parts/icon.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { toast } from '../parts/toast.tsx';
import { useLoad } from '../parts/use-load.ts';
import { WordsField } from '../parts/words-field.tsx';
import { may } from '../shell/me.ts';
import { showMoney } from '../words/show-figures.ts';
import { words } from '../words/words.ts';

const say = words({
  title: ['店铺页', 'Storefront'],
  lead: [
    '一个属于您的商品页，每个购买按钮都带着您的推广码。',
    'A page of your own; every button on it carries your referral.',
  ],
  published: ['已发布', 'Published'],
  draft: ['未发布：只有您能看到', 'Not published: only you see it'],
  address: ['地址', 'Address'],
  look: ['查看页面', 'Look at the page'],
  slug: ['网址后缀', 'End of the address'],
  slugHint: ['3–40 个小写字母、数字或连字符', '3 to 40 lower-case letters, digits or hyphens'],
  name: ['标题', 'Title'],
  words: ['介绍', 'Introduction'],
  goods: ['商品', 'Goods'],
  goodsHint: [
    '按勾选顺序展示；都不选则展示目录里的前 24 件。',
    'Shown in the order you tick them; with none, the first 24 of the catalogue.',
  ],
  publish: ['发布页面', 'Publish the page'],
  save: ['保存', 'Save'],
  saved: ['店铺页已保存', 'The storefront is saved'],
});

/** The storefront as it is, and how it is changed. */
export function StorefrontPage() {
  const { data, error, reload } = useLoad((signal) =>
    Promise.all([call('getStorefront', { signal }), call('listMarkups', { query: { limit: 100 }, signal })]),
  );
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      {data ? (
        <Editor key={data[0].updated_at} storefront={data[0]} goods={data[1].data} onSaved={reload} />
      ) : (
        <div class="bone" data-size="row" aria-busy="true" />
      )}
    </>
  );
}

interface EditorProps {
  storefront: Storefront;
  goods: readonly AgentGoods[];
  onSaved: () => void;
}

function Editor({ storefront, goods, onSaved }: EditorProps) {
  const slug = useSignal(storefront.slug);
  const title = useSignal(storefront.title);
  const text = useSignal(storefront.words);
  const chosen = useSignal<readonly string[]>(storefront.product_ids);
  const published = useSignal(storefront.published || storefront.updated_at === null);
  const save = async () => {
    await call('saveStorefront', {
      body: {
        slug: slug.value.trim(),
        title: title.value.trim(),
        words: text.value.trim(),
        product_ids: [...chosen.value],
        published: published.value,
      },
    });
    toast(say.saved);
    onSaved();
  };
  return (
    <>
      {storefront.updated_at !== null && <Address storefront={storefront} />}
      <section class="card">
        <Form send={say.save} onSend={save} disabled={!may('goods:write')}>
          <Field
            label={say.slug}
            hint={say.slugHint}
            value={slug.value}
            onText={(typed) => (slug.value = typed.toLowerCase())}
            input={{
              required: true,
              pattern: '[a-z0-9][a-z0-9\\-]{1,38}[a-z0-9]',
              autoComplete: 'off',
              spellcheck: false,
            }}
          />
          <Field
            label={say.name}
            value={title.value}
            onText={(typed) => (title.value = typed)}
            input={{ required: true, maxLength: 60 }}
          />
          <WordsField label={say.words} value={text.value} onText={(typed) => (text.value = typed.slice(0, 600))} />
          <Goods goods={goods} chosen={chosen} />
          <label class="check">
            <input
              type="checkbox"
              checked={published.value}
              onChange={({ currentTarget }) => (published.value = currentTarget.checked)}
            />
            {say.publish}
          </label>
        </Form>
      </section>
    </>
  );
}

function Address({ storefront }: { storefront: Storefront }) {
  return (
    <section class="card stack tight">
      <div class="card-head">
        <h2>{say.address}</h2>
        <Badge tone={storefront.published ? 'good' : 'attention'}>
          {storefront.published ? say.published : say.draft}
        </Badge>
      </div>
      <Copy text={storefront.url} label={say.address} />
      <div class="actions">
        <a class="button" href={storefront.url} target="_blank" rel="noopener">
          <Icon name="globe" />
          {say.look}
        </a>
      </div>
    </section>
  );
}

function Goods({ goods, chosen }: { goods: readonly AgentGoods[]; chosen: Signal<readonly string[]> }) {
  const turn = (id: string, on: boolean) =>
    (chosen.value = on ? [...chosen.value, id] : chosen.value.filter((each) => each !== id));
  return (
    <fieldset class="field picks">
      <legend>{say.goods}</legend>
      <p class="muted">{say.goodsHint}</p>
      <ul class="pick-list">
        {goods.map(({ product_id, name, price }) => {
          const place = chosen.value.indexOf(product_id);
          return (
            <li key={product_id}>
              <label class="check">
                <input
                  type="checkbox"
                  checked={place >= 0}
                  onChange={({ currentTarget }) => turn(product_id, currentTarget.checked)}
                />
                <span class="grow">{name}</span>
                {place >= 0 && <Badge>{place + 1}</Badge>}
                <span class="muted">{showMoney(price)}</span>
              </label>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
