import type { Found } from '@kameng/contract/desk/search';
import { useSignal } from '@preact/signals';
import { call } from '../call/call.ts';
import { Badge } from '../parts/badge.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { Facts } from '../parts/facts.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { SearchField } from '../parts/search-field.tsx';
import { Time } from '../parts/time.tsx';
import { may } from '../shell/me.ts';
import { words } from '../words/words.ts';
import { FreezeForm } from './freeze-form.tsx';
import { OrderDetail } from './order-detail.tsx';

const say = words({
  title: ['查找', 'Search'],
  lead: [
    '用订单号、买家邮箱或手机号、卡密、支付流水号、推广码或名称开头查找。查找买家和卡密会被记录。',
    'By order, a buyer’s e-mail or phone, a code, a payment’s reference, a referral ID, or how a name begins. Looking for buyers and codes is kept on record.',
  ],
  field: ['查找', 'Search'],
  kind: ['类别', 'Kind'],
  name: ['名称', 'Name'],
  by: ['匹配方式', 'Found by'],
  status: ['状态', 'State'],
  since: ['创建时间', 'Since'],
  start: ['输入至少两个字符', 'Type two characters or more'],
  none: ['没有找到', 'Nothing was found'],
});
const kinds = words<Found['kind']>({
  order: ['订单', 'Order'],
  product: ['商品', 'Product'],
  supplier: ['供货商', 'Supplier'],
  agent: ['代理', 'Agent'],
  site: ['站点', 'Site'],
});
const ways = words<Found['by']>({
  id: ['编号', 'Id'],
  contact: ['买家', 'Buyer'],
  code: ['卡密', 'Code'],
  payment: ['支付', 'Payment'],
  reference: ['推广码', 'Referral ID'],
  name: ['名称', 'Name'],
});

/** Search over everything. What is typed stays out of the address: it may be somebody's. */
export function SearchPage() {
  const q = useSignal('');
  const asked = q.value.trim();
  return (
    <>
      <PageHead title={say.title} lead={say.lead} />
      <DataTable<Found>
        name={say.title}
        keys={[asked]}
        keyOf={({ id }) => id}
        load={async (_cursor, signal) =>
          asked.length < 2
            ? { data: [], next_cursor: null }
            : { ...(await call('search', { body: { q: asked }, signal })), next_cursor: null }
        }
        filters={<SearchField label={say.field} value={q.value} onText={(typed) => (q.value = typed)} />}
        columns={[
          { head: say.kind, cell: ({ kind }) => <Badge>{kinds[kind]}</Badge>, text: ({ kind }) => kinds[kind] },
          {
            head: say.name,
            cell: ({ title, id }) =>
              title === null ? <code class="clip">{id}</code> : <span class="strong">{title}</span>,
            text: ({ title, id }) => title ?? id,
          },
          { head: say.by, wide: true, cell: ({ by }) => ways[by], text: ({ by }) => ways[by] },
          { head: say.status, wide: true, cell: ({ status }) => status, text: ({ status }) => status },
          {
            head: say.since,
            wide: true,
            cell: ({ created_at }) => <Time at={created_at} />,
            text: ({ created_at }) => created_at,
          },
        ]}
        empty={<Empty icon="search" title={asked.length < 2 ? say.start : say.none} />}
        detail={(found, close) => ({
          title: found.title ?? kinds[found.kind],
          body: found.kind === 'order' ? <OrderDetail id={found.id} /> : <FoundDetail found={found} onDone={close} />,
        })}
      />
    </>
  );
}

function FoundDetail({ found, onDone }: { found: Found; onDone: () => void }) {
  return (
    <div class="stack">
      <Facts
        rows={[
          [say.kind, kinds[found.kind]],
          ['ID', <code>{found.id}</code>],
          [say.status, found.status],
          [say.since, <Time at={found.created_at} />],
        ]}
      />
      {may('parties:write') && found.kind !== 'site' && found.status === 'active' && (
        <FreezeForm objectId={found.id} onDone={onDone} />
      )}
    </div>
  );
}
