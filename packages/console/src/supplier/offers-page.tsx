import type { SupplierOffer } from '@kameng/contract/desk/offer';
import type { Product } from '@kameng/contract/product';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { send } from '../call/send.ts';
import { nameOf } from '../goods/goods-words.ts';
import { OfferForm } from '../offer/offer-form.tsx';
import { isLow, offerWords, showStock } from '../offer/offer-words.ts';
import { ActButton } from '../parts/act-button.tsx';
import { Badge } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import type { Column } from '../parts/table-rows.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Empty } from '../parts/empty.tsx';
import { Facts } from '../parts/facts.tsx';
import { Failure } from '../parts/failure.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { searched, SearchFilter } from '../parts/search-field.tsx';
import { chosenStatus, StatusFilter } from '../parts/status-filter.tsx';
import { toast } from '../parts/toast.tsx';
import { useLoad } from '../parts/use-load.ts';
import { may } from '../shell/me.ts';
import { hrefOf, query, setQuery } from '../shell/route.ts';
import { majorOf } from '../words/read-money.ts';
import { showMoney } from '../words/show-figures.ts';
import { fill, words } from '../words/words.ts';

const say = words({
  title: ['供货', 'Offers'],
  lead: [
    '您的供货价和库存；改价只影响之后的订单。',
    'What you ask, and what is left. A new price counts for later orders only.',
  ],
  product: ['商品', 'Product'],
  status: ['状态', 'State'],
  supply: ['供货价', 'You receive'],
  price: ['买家价', 'Buyers pay'],
  list: ['官网价', 'List price'],
  stock: ['库存', 'Stock'],
  steps: ['阶梯价', 'Quantity prices'],
  step: ['满 {n} 张：{price}', 'from {n}: {price}'],
  none: ['还没有供货', 'No offers yet'],
  noneWhy: ['商品审核通过后，在这里设置供货价。', 'Once a product is approved, set your price here.'],
  goods: ['查看商品', 'To the goods'],
  pause: ['暂停销售', 'Stop selling for now'],
  resume: ['恢复销售', 'Sell again'],
  paused: ['已暂停', 'It is paused'],
  resumed: ['已恢复', 'It sells again'],
  upload: ['上传卡密', 'Upload codes'],
  create: ['设置供货价', 'Make an offer'],
  find: ['搜索商品或品牌', 'Find a product or brand'],
});

/** The terms on which the supplier sells. */
export function OffersPage() {
  const turn = useSignal(0);
  const product = query.value['product'];
  const [q, status] = [searched(), chosenStatus(offerWords)];
  const changed = () => (turn.value += 1);
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <DataTable<SupplierOffer>
        name={say.title}
        keys={[turn.value]}
        keyOf={({ id }) => id}
        load={(cursor, signal) =>
          call('listOffers', {
            query: { limit: 50, ...(cursor && { cursor }), ...(q && { q }), ...(status && { status }) },
            signal,
          })
        }
        narrows={['q', 'status']}
        filters={
          <>
            <SearchFilter label={say.find} />
            <StatusFilter all={offerWords} />
          </>
        }
        columns={columns()}
        empty={
          <Empty icon="tag" title={say.none}>
            <p class="muted">{say.noneWhy}</p>
            <a class="button" href={hrefOf('supplier/goods')}>
              {say.goods}
            </a>
          </Empty>
        }
        detail={(offer, close) => ({
          title: offer.product.name,
          body: (
            <OfferDetail
              offer={offer}
              onChanged={() => {
                changed();
                close();
              }}
            />
          ),
        })}
      />
      {product && may('goods:write') && (
        <Dialog side title={say.create} onClose={() => setQuery({ product: '' })}>
          <NewOffer
            productId={product}
            onSaved={() => {
              setQuery({ product: '' });
              changed();
            }}
          />
        </Dialog>
      )}
    </>
  );
}

function NewOffer({ productId, onSaved }: { productId: string; onSaved: () => void }) {
  const { data, error, reload } = useLoad((signal) => readApproved(productId, signal), [productId]);
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  if (!data) return <div class="bone" data-size="row" aria-busy="true" />;
  return (
    <div class="stack">
      <p class="strong">{data.name}</p>
      <OfferForm product={{ id: productId, currency: data.currency }} onSaved={onSaved} />
    </div>
  );
}

/** Name and currency of a product one may sell: as it was submitted, or as the catalogue has what was there before. */
async function readApproved(productId: string, signal: AbortSignal): Promise<{ name: string; currency: string }> {
  const { data } = await call('listSubmissions', { query: { status: 'listed', limit: 100 }, signal });
  const found = data.find(({ product_id }) => product_id === productId);
  if (found?.goods) return { name: nameOf(found), currency: found.goods.list_price.currency };
  const product = await send<Product>('GET', `/v1/products/${encodeURIComponent(productId)}`, { signal });
  return { name: product.name, currency: product.list_price.currency };
}

function OfferDetail({ offer, onChanged }: { offer: SupplierOffer; onChanged: () => void }) {
  const { id, status, product, quantity_prices } = offer;
  const flip = async () => {
    await call(status === 'active' ? 'pauseOffer' : 'resumeOffer', { id });
    toast(status === 'active' ? say.paused : say.resumed);
    onChanged();
  };
  return (
    <div class="stack">
      <Facts
        rows={[
          [say.status, <Badge tone={status === 'active' ? 'good' : 'plain'}>{offerWords[status]}</Badge>],
          [say.price, showMoney(offer.price)],
          [say.list, showMoney(product.list_price)],
          [say.stock, showStock(offer.stock)],
          [
            say.steps,
            quantity_prices.map(({ from, price }) => fill(say.step, { n: from, price: showMoney(price) })).join(' · '),
          ],
        ]}
      />
      {may('goods:write') && (
        <>
          <div class="actions">
            <a class="button" href={hrefOf(`supplier/uploads?offer=${id}`)}>
              {say.upload}
            </a>
            <ActButton act={flip}>{status === 'active' ? say.pause : say.resume}</ActButton>
          </div>
          <OfferForm offer={offer} product={{ id: product.id, currency: offer.price.currency }} onSaved={onChanged} />
        </>
      )}
    </div>
  );
}

const columns = (): Column<SupplierOffer>[] => [
  {
    head: say.product,
    cell: ({ product }) => <span class="strong">{product.name}</span>,
    text: ({ product }) => product.name,
  },
  {
    head: say.status,
    wide: true,
    cell: ({ status }) => <Badge tone={status === 'active' ? 'good' : 'plain'}>{offerWords[status]}</Badge>,
    text: ({ status }) => offerWords[status],
  },
  {
    head: say.supply,
    end: true,
    cell: ({ supply_price }) => showMoney(supply_price),
    text: ({ supply_price }) => majorOf(supply_price),
  },
  {
    head: say.price,
    end: true,
    wide: true,
    cell: ({ price }) => showMoney(price),
    text: ({ price }) => majorOf(price),
  },
  {
    head: say.stock,
    end: true,
    cell: (offer) => (isLow(offer) ? <Badge tone="attention">{showStock(offer.stock)}</Badge> : showStock(offer.stock)),
    text: ({ stock }) => stock.codes,
  },
];
