import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { words } from '../words/words.ts';
import { Confirm } from './confirm.tsx';
import { Failure } from './failure.tsx';
import { Icon, type IconName } from './icon.tsx';
import { toast } from './toast.tsx';
import { useLoad } from './use-load.ts';

const say = words({ remove: ['移除', 'Remove'] });

interface ListProps<Row> {
  title: string;
  add: string;
  none: string;
  icon: IconName;
  load: (signal: AbortSignal) => Promise<{ data: readonly Row[] }>;
  nameOf: (row: Row) => string;
  /** Below its name. */
  more: (row: Row) => string;
  /** Whether one may add and remove. */
  writes: boolean;
  /** The dialog that adds one. */
  adding: (onAdded: () => void, onClose: () => void) => ComponentChildren;
  removal: { title: string; why: string; done: string; remove: (id: string) => Promise<unknown> };
}

/** A short list in a card: what there is, one more, and the end of one. */
export function ListCard<Row extends { id: string }>(props: ListProps<Row>) {
  const { title, add, none, icon, load, nameOf, more, writes, adding, removal } = props;
  const { data, error, reload } = useLoad(load);
  const open = useSignal(false);
  const removing = useSignal<Row | undefined>(undefined);
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  return (
    <section class="card stack">
      <div class="card-head">
        <h2>{title}</h2>
        {writes && (
          <button type="button" onClick={() => (open.value = true)}>
            <Icon name="plus" />
            {add}
          </button>
        )}
      </div>
      {data === undefined && <div class="bone" data-size="row" aria-busy="true" />}
      {data?.data.length === 0 && <p class="muted">{none}</p>}
      {data && data.data.length > 0 && (
        <ul>
          {data.data.map((row) => (
            <li key={row.id} class="list-row">
              <Icon name={icon} />
              <div class="grow">
                <p class="strong">{nameOf(row)}</p>
                <p class="muted">{more(row)}</p>
              </div>
              {writes && (
                <button type="button" class="small" onClick={() => (removing.value = row)}>
                  {say.remove}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {open.value && adding(reload, () => (open.value = false))}
      {removing.value && (
        <Confirm
          title={removal.title}
          send={say.remove}
          onClose={() => (removing.value = undefined)}
          onSend={async () => {
            await removal.remove(removing.value!.id);
            toast(removal.done);
            reload();
          }}
        >
          <p class="strong">{nameOf(removing.value)}</p>
          <p>{removal.why}</p>
        </Confirm>
      )}
    </section>
  );
}
