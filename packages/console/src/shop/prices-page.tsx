import type { Product } from '@kameng/contract/product';
import { send } from '../call/send.ts';
import { Badge, type Tone } from '../parts/badge.tsx';
import { DataTable, type TablePage } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { Facts } from '../parts/facts.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { searched, SearchFilter } from '../parts/search-field.tsx';
import { language } from '../words/language.ts';
import { majorOf } from '../words/read-money.ts';
import { showMoney } from '../words/show-figures.ts';
import { fill, words } from '../words/words.ts';

const say = words({
  title: ['价格表', 'Price list'],
  lead: [
    '现在下单的价格；同样的条件，对所有人都一样。',
    'What an order costs now: the same for everybody under the same conditions.',
  ],
  product: ['商品', 'Product'],
  brand: ['品牌', 'Brand'],
  stock: ['库存', 'Stock'],
  list: ['官网价', 'List price'],
  price: ['价格', 'Price'],
  find: ['按名称或品牌查找', 'Find by name or brand'],
  none: ['没有找到商品', 'No product found'],
  id: ['商品编号', 'Product id'],
  region: ['地区', 'Region'],
  limits: ['每单数量', 'Per order'],
  steps: ['阶梯价', 'Quantity prices'],
  from: ['满 {n} 件：{price}', 'from {n}: {price}'],
});

const stockWords = words<Product['stock']>({
  in_stock: ['有货', 'In stock'],
  low: ['库存少', 'Low'],
  sold_out: ['售罄', 'Sold out'],
});
const stockTones: Record<Product['stock'], Tone> = { in_stock: 'good', low: 'attention', sold_out: 'plain' };

/** What everything for sale costs. */
export function PricesPage() {
  const wanted = searched() ?? '';
  const load = (cursor: string | undefined, signal: AbortSignal) =>
    send<TablePage<Product>>('GET', '/v1/products', {
      query: { limit: 50, q: wanted, cursor, lang: language.value },
      signal,
    });
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <DataTable<Product>
        name={say.title}
        order="catalog"
        keys={[language.value]}
        keyOf={({ id }) => id}
        load={load}
        narrows={['q']}
        filters={<SearchFilter label={say.find} />}
        columns={[
          { head: say.product, cell: ({ name }) => <span class="strong">{name}</span>, text: ({ name }) => name },
          { head: say.brand, wide: true, cell: ({ brand }) => brand, text: ({ brand }) => brand },
          {
            head: say.stock,
            cell: ({ stock }) => <Badge tone={stockTones[stock]}>{stockWords[stock]}</Badge>,
            text: ({ stock }) => stockWords[stock],
          },
          {
            head: say.list,
            wide: true,
            end: true,
            cell: ({ list_price }) => list_price && showMoney(list_price),
            text: ({ list_price }) => (list_price?.amount_minor ?? 0) / 100,
          },
          {
            head: say.price,
            end: true,
            cell: ({ price }) => showMoney(price),
            text: ({ price }) => majorOf(price),
          },
        ]}
        empty={<Empty icon="tag" title={say.none} />}
        detail={(product) => ({
          title: product.name,
          body: (
            <Facts
              rows={[
                [say.id, <code>{product.id}</code>],
                [say.price, showMoney(product.price)],
                [say.region, product.region],
                [say.limits, `${product.limits.min} – ${product.limits.max}`],
                [
                  say.steps,
                  product.quantity_prices.length > 0 && (
                    <ul>
                      {product.quantity_prices.map((step) => (
                        <li key={step.from}>{fill(say.from, { n: step.from, price: showMoney(step.price) })}</li>
                      ))}
                    </ul>
                  ),
                ],
              ]}
            />
          ),
        })}
      />
    </>
  );
}
