import type { SupplyServer } from '@kameng/contract/desk/supply';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { loadOffers } from '../offer/load-offers.ts';
import { ActButton } from '../parts/act-button.tsx';
import { Badge } from '../parts/badge.tsx';
import { Copy } from '../parts/copy.tsx';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { Choice, Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Tiles } from '../parts/tiles.tsx';
import { Time } from '../parts/time.tsx';
import { toast } from '../parts/toast.tsx';
import { useLoad } from '../parts/use-load.ts';
import { may } from '../shell/me.ts';
import { showNumber } from '../words/show-figures.ts';
import { fill, words } from '../words/words.ts';
import { SupplyTestReport } from './supply-test-report.tsx';

const say = words({
  title: ['接口供货', 'Supply server'],
  lead: ['买家付款后，向您的服务器请求卡密。', 'When a buyer has paid, your server is asked for the codes.'],
  address: ['服务器地址', 'Address of your server'],
  hint: ['https，且在公网上。换地址后需要重新测试。', 'https and public. A new address has to pass the test again.'],
  save: ['保存并显示密钥', 'Save and show the secret'],
  rotate: ['更换密钥', 'Change the secret'],
  secret: ['签名密钥', 'Signing secret'],
  test: ['测试我的服务器', 'Test my server'],
  testWith: ['用哪个商品测试', 'Test with'],
  worked: ['24 小时成功', 'Worked in 24 hours'],
  failed: ['24 小时失败', 'Failed in 24 hours'],
  median: ['应答时间中位数', 'Median reply'],
  slowest: ['95% 快于', '95 of 100 within'],
  ms: ['{n} 毫秒', '{n} ms'],
  offers: ['供货', 'Offers'],
  live: ['接口供货中', 'Asked for'],
  paused: ['已自动暂停', 'Paused after failures'],
  off: ['未开启', 'Off'],
  begin: ['开启', 'Begin'],
  again: ['恢复', 'Begin again'],
  end: ['停止', 'End'],
  done: ['已更新', 'Done'],
  errors: ['最近的问题', 'What went wrong last'],
  fine: ['最近没有问题', 'Nothing went wrong lately'],
  noOffers: ['还没有供货', 'No offers yet'],
});

/** The supplier's server that is asked for codes: where it is, its test, how it does, and for which offers. */
export function SupplyPage() {
  const { data, error, reload } = useLoad((signal) => call('getSupplyServer', { signal }));
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      {error !== undefined && <Failure error={error} retry={reload} />}
      {!data && error === undefined && <div class="bone" data-size="row" aria-busy="true" />}
      {data && (
        <div class="stack">
          {may('webhooks:write') && <Address url={data.url} onChanged={reload} />}
          {data.url !== null && (
            <>
              <Health health={data.health} />
              <Offers server={data} onChanged={reload} />
              {data.test && <SupplyTestReport report={data.test} />}
              <Errors errors={data.errors} />
            </>
          )}
        </div>
      )}
    </>
  );
}

function Address({ url, onChanged }: { url: string | null; onChanged: () => void }) {
  const text = useSignal(url ?? '');
  const secret = useSignal<string | undefined>(undefined);
  const show = (made: { secret: string }) => {
    secret.value = made.secret;
    onChanged();
  };
  return (
    <section class="card stack">
      <Form
        send={say.save}
        onSend={async () => show(await call('setSupplyServer', { body: { url: text.value } }))}
        more={
          url !== null && (
            <ActButton act={async () => show(await call('rotateSupplySecret', {}))}>{say.rotate}</ActButton>
          )
        }
      >
        <Field
          label={say.address}
          hint={say.hint}
          value={text.value}
          onText={(typed) => (text.value = typed)}
          input={{ type: 'url', required: true, placeholder: 'https://', inputMode: 'url' }}
        />
      </Form>
      {secret.value !== undefined && <Copy text={secret.value} label={say.secret} />}
    </section>
  );
}

function Health({ health }: { health: SupplyServer['health'] }) {
  const time = (ms: number | null) => (ms === null ? '—' : fill(say.ms, { n: showNumber(ms) }));
  return (
    <Tiles
      figures={[
        { name: say.worked, value: showNumber(health.worked) },
        { name: say.failed, value: showNumber(health.failed), attention: health.failed > 0 },
        { name: say.median, value: time(health.median_ms) },
        { name: say.slowest, value: time(health.slowest_ms) },
      ]}
    />
  );
}

function Offers({ server, onChanged }: { server: SupplyServer; onChanged: () => void }) {
  const { data: offers, error, reload } = useLoad(loadOffers);
  const chosen = useSignal('');
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  if (!offers) return <div class="bone" data-size="row" aria-busy="true" />;
  if (offers.length === 0) return <Empty icon="tag" title={say.noOffers} />;
  const offer_id = chosen.value || offers[0]!.id;
  const flip = async (id: string, status: 'live' | 'off') => {
    await call('switchSupply', { id, body: { status } });
    toast(say.done);
    onChanged();
  };
  return (
    <section class="card stack">
      <h2>{say.offers}</h2>
      <ul class="stack">
        {offers.map(({ id, product }) => {
          const found = server.offers.find((each) => each.offer_id === id);
          const status = found?.status ?? 'off';
          const tone = ({ live: 'good', paused: 'danger', off: 'plain' } as const)[status];
          return (
            <li key={id} class="stack">
              <p>
                <span class="strong">{product.name}</span> <Badge tone={tone}>{say[status]}</Badge>
              </p>
              {found?.paused_for && <p class="muted">{found.paused_for}</p>}
              {may('goods:write') && (
                <div class="actions">
                  {status !== 'live' && (
                    <ActButton act={() => flip(id, 'live')} disabled={!server.test?.passed}>
                      {status === 'paused' ? say.again : say.begin}
                    </ActButton>
                  )}
                  {status !== 'off' && <ActButton act={() => flip(id, 'off')}>{say.end}</ActButton>}
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {may('webhooks:write') && (
        <>
          <Choice
            label={say.testWith}
            value={offer_id}
            choices={offers.map(({ id, product }) => [id, product.name] as const)}
            onChoice={(id) => (chosen.value = id)}
          />
          <div class="actions">
            <ActButton
              tone="primary"
              act={async () => {
                await call('testSupplyServer', { body: { offer_id } });
                onChanged();
              }}
            >
              {say.test}
            </ActButton>
          </div>
        </>
      )}
    </section>
  );
}

function Errors({ errors }: { errors: SupplyServer['errors'] }) {
  return (
    <section class="card stack">
      <h2>{say.errors}</h2>
      {errors.length === 0 ? (
        <p class="muted">{say.fine}</p>
      ) : (
        <ul class="stack">
          {errors.map(({ words: text, at, offer_id }, place) => (
            <li key={`${at} ${offer_id} ${place}`}>
              {text} <Time at={at} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
