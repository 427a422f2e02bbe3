import type { LedgerEntry } from '@kameng/contract/ledger';
import type { Column } from '../parts/table-rows.tsx';
import { Time } from '../parts/time.tsx';
import { entryWords } from '../words/entry-words.ts';
import { majorOf } from '../words/read-money.ts';
import { showMoney } from '../words/show-figures.ts';
import { words } from '../words/words.ts';

const say = words({
  when: ['时间', 'When'],
  what: ['事项', 'What'],
  order: ['订单', 'Order'],
  amount: ['金额', 'Amount'],
});

/** A movement of money, as every account's list shows it. */
export const entryColumns: Column<Pick<LedgerEntry, 'created_at' | 'kind' | 'order_id' | 'amount'>>[] = [
  { head: say.when, cell: ({ created_at }) => <Time at={created_at} />, text: ({ created_at }) => created_at },
  { head: say.what, cell: ({ kind }) => entryWords[kind], text: ({ kind }) => entryWords[kind] },
  {
    head: say.order,
    wide: true,
    cell: ({ order_id }) => order_id && <code class="clip">{order_id}</code>,
    text: ({ order_id }) => order_id ?? '',
  },
  { head: say.amount, end: true, cell: ({ amount }) => showMoney(amount), text: ({ amount }) => majorOf(amount) },
];
