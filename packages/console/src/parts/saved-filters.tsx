import { useSignal } from '@preact/signals';
import { me } from '../shell/me.ts';
import { path, query, setQuery } from '../shell/route.ts';
import { keep, readKept } from '../storage/kept.ts';
import { filtersMax, readFilters, type SavedFilter } from '../storage/read-filters.ts';
import { words } from '../words/words.ts';
import { Dialog } from './dialog.tsx';
import { Choice, Field } from './field.tsx';
import { Form } from './form.tsx';
import { Icon } from './icon.tsx';

const say = words({
  saved: ['已存筛选', 'Saved filters'],
  save: ['存下筛选…', 'Save filters…'],
  name: ['给当前筛选起个名字', 'A name for the filters as they are now'],
  keep: ['保存', 'Save'],
  remove: ['删除 {name}', 'Delete {name}'],
});

/** In this browser, for each person who signs in at it. */
const nameOf = () => `filters.${me.value?.person.id ?? ''}`;

const readAll = () => readFilters(readKept(nameOf()));

const same = (left: SavedFilter['query'], right: SavedFilter['query']) =>
  JSON.stringify(Object.entries(left).toSorted()) === JSON.stringify(Object.entries(right).toSorted());

/** Filters of a table that one comes back to: named, chosen, deleted. They are what the address says. */
export function SavedFilters() {
  const kept = useSignal(readAll());
  const open = useSignal(false);
  const now = query.value;
  const own = kept.value[path.value] ?? [];
  const write = (next: readonly SavedFilter[]) => {
    // Another window may have saved some too; where nothing can be kept they last as long as the page.
    kept.value = { ...kept.value, ...readAll(), [path.value]: next };
    keep(nameOf(), JSON.stringify(kept.value));
  };
  const apply = (name: string) => {
    const wanted = own.find((each) => each.name === name)?.query ?? {};
    setQuery({ ...Object.fromEntries(Object.keys(now).map((key) => [key, undefined])), ...wanted });
  };
  if (own.length === 0 && Object.keys(now).length === 0) return null;
  return (
    <>
      {own.length > 0 && (
        <Choice
          quiet
          label={say.saved}
          value={own.find((each) => same(each.query, now))?.name ?? ''}
          choices={[['', say.saved], ...own.map(({ name }) => [name, name] as const)]}
          onChoice={apply}
        />
      )}
      <button type="button" class="quiet" onClick={() => (open.value = true)}>
        <Icon name="save" />
        {say.save}
      </button>
      {open.value && (
        <Dialog title={say.saved} onClose={() => (open.value = false)}>
          <Names
            own={own}
            onSave={(name) => {
              write([...own.filter((each) => each.name !== name), { name, query: now }].slice(-filtersMax));
              open.value = false;
            }}
            onRemove={(name) => write(own.filter((each) => each.name !== name))}
          />
        </Dialog>
      )}
    </>
  );
}

interface NamesProps {
  own: readonly SavedFilter[];
  onSave: (name: string) => void;
  onRemove: (name: string) => void;
}

function Names({ own, onSave, onRemove }: NamesProps) {
  const typed = useSignal('');
  const name = typed.value.trim();
  return (
    <div class="stack">
      <Form send={say.keep} disabled={name === ''} onSend={() => Promise.resolve(onSave(name))}>
        <Field label={say.name} value={typed.value} onText={(text) => (typed.value = text)} input={{ maxLength: 40 }} />
      </Form>
      {own.map((each) => (
        <div key={each.name} class="actions">
          <span class="grow">{each.name}</span>
          <button type="button" class="quiet" onClick={() => onRemove(each.name)}>
            {say.remove.replace('{name}', each.name)}
          </button>
        </div>
      ))}
    </div>
  );
}
