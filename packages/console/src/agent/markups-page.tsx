import type { AgentGoods } from '@kameng/contract/desk/agent';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Copy } from '../parts/copy.tsx';
import { DataTable } from '../parts/data-table.tsx';
import type { Column } from '../parts/table-rows.tsx';
import { Empty } from '../parts/empty.tsx';
import { Facts } from '../parts/facts.tsx';
import { Field } from '../parts/field.tsx';
import { Form } from '../parts/form.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { searched, SearchFilter } from '../parts/search-field.tsx';
import { toast } from '../parts/toast.tsx';
import { useLoad } from '../parts/use-load.ts';
import { may } from '../shell/me.ts';
import { majorOf } from '../words/read-money.ts';
import { showMoney } from '../words/show-figures.ts';
import { words } from '../words/words.ts';

const say = words({
  title: ['商品与加价', 'Goods and markup'],
  lead: ['加价全部归您；价格不会高于官网价。', 'The markup is all yours; no price goes above the list price.'],
  all: ['所有商品加价 (%)', 'Markup on all goods (%)'],
  own: ['这件商品加价 (%)', 'Markup on this product (%)'],
  ownHint: ['留空则与其他商品相同。', 'Empty: as on all others.'],
  wrong: ['请填写 0 到 100', 'Between 0 and 100'],
  save: ['保存', 'Save'],
  saved: ['已保存，几秒内生效', 'Saved; in force within seconds'],
  product: ['商品', 'Product'],
  list: ['官网价', 'List price'],
  pool: ['平台价', "Pool's price"],
  price: ['您的售价', 'Your price'],
  commission: ['每件赚', 'Earns each'],
  find: ['查找商品', 'Find goods'],
  none: ['没有商品', 'No goods'],
  link: ['商品链接', 'Link to the product'],
});

/** Reads a per cent as people type it, in basis points; null for nothing, undefined for what is none. */
function readPercent(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const bps = Math.round(Number(text.replace(',', '.')) * 100);
  return Number.isInteger(bps) && bps >= 0 && bps <= 10_000 ? bps : undefined;
}

const moneyColumn = (head: string, of: (row: AgentGoods) => AgentGoods['price']): Column<AgentGoods> => ({
  head,
  end: true,
  cell: (row) => showMoney(of(row)),
  text: (row) => majorOf(of(row)),
});

/** The goods, at which price one sells them, and what each earns. */
export function MarkupsPage() {
  const turn = useSignal(0);
  const agent = useLoad((signal) => call('getAgent', { signal }));
  const all = useLoad((signal) => call('listMarkups', { query: { limit: 1 }, signal }), [turn.value]);
  const q = searched();
  const reload = () => (turn.value += 1);
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      {all.data && may('goods:write') && (
        <section class="card narrow">
          <SetPercent
            key={all.data.markup_bps}
            label={say.all}
            bps={all.data.markup_bps}
            onSet={(bps) => call('setMarkups', { body: { markup_bps: bps ?? 0 } })}
            onSaved={reload}
          />
        </section>
      )}
      <DataTable<AgentGoods>
        name={say.title}
        order="catalog"
        keys={[turn.value]}
        narrows={['q']}
        keyOf={({ product_id }) => product_id}
        load={(cursor, signal) =>
          call('listMarkups', { query: { limit: 50, ...(q && { q }), ...(cursor && { cursor }) }, signal })
        }
        filters={<SearchFilter label={say.find} />}
        columns={[
          { head: say.product, cell: ({ name }) => name, text: ({ name }) => name },
          { ...moneyColumn(say.list, ({ list_price }) => list_price), wide: true },
          { ...moneyColumn(say.pool, ({ pool_price }) => pool_price), wide: true },
          moneyColumn(say.price, ({ price }) => price),
          moneyColumn(say.commission, ({ commission }) => commission),
        ]}
        empty={<Empty icon="tag" title={say.none} />}
        detail={(row, close) => ({
          title: row.name,
          body: (
            <GoodsDetail
              row={row}
              url={agent.data?.url}
              onSaved={() => {
                reload();
                close();
              }}
            />
          ),
        })}
      />
    </>
  );
}

function GoodsDetail({ row, url, onSaved }: { row: AgentGoods; url: string | undefined; onSaved: () => void }) {
  return (
    <div class="stack">
      <Facts
        rows={[
          [say.list, showMoney(row.list_price)],
          [say.pool, showMoney(row.pool_price)],
          [say.price, showMoney(row.price)],
          [say.commission, showMoney(row.commission)],
        ]}
      />
      {url !== undefined && <Copy text={`${url}/${row.product_id}`} label={say.link} />}
      {may('goods:write') && (
        <SetPercent
          label={say.own}
          hint={say.ownHint}
          bps={row.markup_bps}
          onSet={(markup_bps) =>
            call('setMarkups', { body: { products: [{ product_id: row.product_id, markup_bps }] } })
          }
          onSaved={onSaved}
        />
      )}
    </div>
  );
}

interface SetProps {
  label: string;
  hint?: string;
  bps: number | null;
  onSet: (bps: number | null) => Promise<unknown>;
  onSaved: () => void;
}

function SetPercent({ label, hint, bps, onSet, onSaved }: SetProps) {
  const text = useSignal(bps === null ? '' : String(bps / 100));
  const read = readPercent(text.value);
  const save = async () => {
    if (read === undefined) return;
    await onSet(read);
    toast(say.saved);
    onSaved();
  };
  return (
    <Form send={say.save} onSend={save} disabled={read === undefined}>
      <Field
        label={label}
        hint={hint}
        wrong={read === undefined ? say.wrong : undefined}
        value={text.value}
        onText={(typed) => (text.value = typed)}
        input={{ inputMode: 'decimal', autoComplete: 'off', maxLength: 6 }}
      />
    </Form>
  );
}
