import type { SupplierOffer } from '@kameng/contract/desk/offer';
import { call } from '../call/call.ts';
import { isLow, showStock } from '../offer/offer-words.ts';
import { Badge } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { Choice } from '../parts/field.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { may } from '../shell/me.ts';
import { hrefOf, query, setQuery } from '../shell/route.ts';
import { showDay } from '../words/show.ts';
import { showNumber } from '../words/show-figures.ts';
import { words } from '../words/words.ts';

const say = words({
  title: ['库存提醒', 'Stock and expiry'],
  lead: [
    '快卖完的和 30 天内到期的；到期前一小时自动下架，不会卖出。',
    'What runs out, and what expires within 30 days. An hour before it expires a code leaves the shelf, so nobody buys a dead one.',
  ],
  show: ['显示', 'Show'],
  low: ['库存不足', 'Running low'],
  expiring: ['即将到期', 'Expiring'],
  every: ['全部', 'Everything'],
  product: ['商品', 'Product'],
  left: ['可售', 'Left'],
  limit: ['提醒线', 'Tell below'],
  soon: ['30 天内到期', 'Expire in 30 days'],
  first: ['最早到期', 'First expires'],
  upload: ['补货', 'Upload codes'],
  none: ['没有需要处理的库存', 'Stock is fine'],
});
const kinds = ['low', 'expiring', 'every'] as const;

/** Which offers run out, and which codes expire. */
export function StockPage() {
  const shown = kinds.find((kind) => kind === query.value['stock']) ?? 'low';
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <DataTable<SupplierOffer>
        name={say.title}
        keys={[shown]}
        keyOf={({ id }) => id}
        load={(cursor, signal) =>
          call('listOffers', {
            query: { limit: 50, ...(cursor && { cursor }), ...(shown !== 'every' && { stock: shown }) },
            signal,
          })
        }
        filters={
          <Choice
            quiet
            label={say.show}
            value={shown}
            choices={kinds.map((kind) => [kind, say[kind]] as const)}
            onChoice={(kind) => setQuery({ stock: kind })}
          />
        }
        columns={[
          {
            head: say.product,
            cell: ({ product }) => <span class="strong">{product.name}</span>,
            text: ({ product }) => product.name,
          },
          {
            head: say.left,
            end: true,
            cell: (offer) => <Badge tone={isLow(offer) ? 'attention' : 'plain'}>{showStock(offer.stock)}</Badge>,
            text: ({ stock }) => stock.codes,
          },
          {
            head: say.limit,
            end: true,
            wide: true,
            cell: ({ low_stock }) => low_stock,
            text: ({ low_stock }) => low_stock,
          },
          {
            head: say.soon,
            end: true,
            cell: ({ stock }) =>
              stock.expiring > 0 ? <Badge tone="attention">{showNumber(stock.expiring)}</Badge> : '0',
            text: ({ stock }) => stock.expiring,
          },
          {
            head: say.first,
            wide: true,
            cell: ({ stock }) => stock.expires_first && showDay(stock.expires_first),
            text: ({ stock }) => stock.expires_first ?? '',
          },
          {
            head: '',
            end: true,
            cell: ({ id }) => may('stock:write') && <a href={hrefOf(`supplier/uploads?offer=${id}`)}>{say.upload}</a>,
          },
        ]}
        empty={<Empty icon="check" title={say.none} />}
      />
    </>
  );
}
