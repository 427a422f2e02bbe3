import type { SupplierOffer } from '@kameng/contract/desk/offer';
import { call } from '../call/call.ts';
import { isLow, showStock } from '../offer/offer-words.ts';
import { Badge } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { searched, SearchFilter } from '../parts/search-field.tsx';
import { chosenStatus, StatusFilter } from '../parts/status-filter.tsx';
import type { Column } from '../parts/table-rows.tsx';
import { may } from '../shell/me.ts';
import { hrefOf } from '../shell/route.ts';
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
  product: ['商品', 'Product'],
  left: ['可售', 'Left'],
  limit: ['提醒线', 'Tell below'],
  soon: ['30 天内到期', 'Expire in 30 days'],
  first: ['最早到期', 'First expires'],
  upload: ['补货', 'Upload codes'],
  find: ['搜索商品或品牌', 'Find a product or brand'],
  none: ['没有需要处理的库存', 'Stock is fine'],
});
const kinds = words({
  low: ['库存不足', 'Running low'],
  expiring: ['即将到期', 'Expiring'],
  every: ['全部', 'Everything'],
});

/** Which offers run out, and which codes expire. */
export function StockPage() {
  const q = searched();
  const shown = chosenStatus(kinds, 'stock') ?? 'low';
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <DataTable<SupplierOffer>
        name={say.title}
        keyOf={({ id }) => id}
        load={(cursor, signal) =>
          call('listOffers', {
            query: {
              limit: 50,
              ...(cursor && { cursor }),
              ...(q && { q }),
              ...(shown !== 'every' && { stock: shown }),
            },
            signal,
          })
        }
        narrows={['q']}
        keys={[shown]}
        filters={
          <>
            <SearchFilter label={say.find} />
            <StatusFilter all={kinds} first="low" label={say.show} name="stock" />
          </>
        }
        columns={columns()}
        empty={<Empty icon="check" title={say.none} />}
      />
    </>
  );
}

const columns = (): Column<SupplierOffer>[] => [
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
    cell: ({ stock }) => (stock.expiring > 0 ? <Badge tone="attention">{showNumber(stock.expiring)}</Badge> : '0'),
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
];
