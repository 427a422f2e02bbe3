import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { may } from '../shell/me.ts';
import { words } from '../words/words.ts';
import { Confirm } from './confirm.tsx';
import { DataTable } from './data-table.tsx';
import type { Column } from './table-rows.tsx';
import { Empty } from './empty.tsx';
import { Icon } from './icon.tsx';
import { PageHead } from './page-head.tsx';
import { Time } from './time.tsx';
import { toast } from './toast.tsx';

const say = words({
  create: ['新建密钥', 'New key'],
  key: ['密钥', 'Key'],
  made: ['创建时间', 'Made'],
  revoke: ['吊销', 'Revoke'],
  revokeTitle: ['吊销这个密钥？', 'Revoke this key?'],
  revoked: ['密钥已吊销', 'The key is revoked'],
  none: ['还没有密钥', 'No keys yet'],
});

interface Key {
  id: string;
  hint: string;
  created_at: string;
}

interface KeysProps<Row extends Key> {
  title: string;
  lead: string;
  /** What a first key would be good for. */
  noneWhy: string;
  /** What else is to say of a key, before when it was made. */
  columns: readonly Column<Row>[];
  load: (signal: AbortSignal) => Promise<{ data: readonly Row[] }>;
  revoke: (id: string) => Promise<unknown>;
  revokeWhy: string;
  /** The dialog that makes one. */
  make: (onMade: () => void, onClose: () => void) => ComponentChildren;
}

/** A page of keys: what there is, a new one, and the end of one. */
export function KeysTable<Row extends Key>(props: KeysProps<Row>) {
  const { title, lead, noneWhy, columns, load, revoke, revokeWhy, make } = props;
  const turn = useSignal(0);
  const making = useSignal(false);
  const revoking = useSignal<Row | undefined>(undefined);
  const writes = may('keys:write');
  const create = writes && (
    <button type="button" class="primary" onClick={() => (making.value = true)}>
      <Icon name="plus" />
      {say.create}
    </button>
  );
  return (
    <>
      <PageHead title={title} lead={lead}>
        {create}
      </PageHead>
      <DataTable<Row>
        name={title}
        keys={[turn.value]}
        keyOf={({ id }) => id}
        load={async (_cursor, signal) => ({ ...(await load(signal)), next_cursor: null })}
        columns={[
          { head: say.key, cell: ({ hint }) => <code>{hint}</code>, text: ({ hint }) => hint },
          ...columns,
          madeColumn(),
          {
            head: '',
            end: true,
            cell: (key) =>
              writes && (
                <button type="button" class="small" onClick={() => (revoking.value = key)}>
                  {say.revoke}
                </button>
              ),
          },
        ]}
        empty={
          <Empty icon="key" title={say.none}>
            <p class="muted">{noneWhy}</p>
            {create}
          </Empty>
        }
      />
      {making.value &&
        make(
          () => (turn.value += 1),
          () => (making.value = false),
        )}
      {revoking.value && (
        <Confirm
          title={say.revokeTitle}
          send={say.revoke}
          onClose={() => (revoking.value = undefined)}
          onSend={async () => {
            await revoke(revoking.value!.id);
            toast(say.revoked);
            turn.value += 1;
          }}
        >
          <p>
            <code>{revoking.value.hint}</code>
          </p>
          <p>{revokeWhy}</p>
        </Confirm>
      )}
    </>
  );
}

const madeColumn = (): Column<Key> => ({
  head: say.made,
  wide: true,
  cell: ({ created_at }) => <Time at={created_at} />,
  text: ({ created_at }) => created_at,
});
