import type { ComponentChildren } from 'preact';
import { query, setQuery } from '../shell/route.ts';
import { words } from '../words/words.ts';
import { Empty } from './empty.tsx';

const say = words({
  none: ['没有符合条件的记录', 'Nothing found for these filters'],
  clear: ['清除筛选', 'Clear the filters'],
});

/** A list without rows: what fills it first, or a way back to all of it where the address narrows it. */
export function NoMatch({ narrows, children }: { narrows: readonly string[]; children: ComponentChildren }) {
  const all = Object.fromEntries(narrows.map((each) => [each, undefined]));
  if (!narrows.some((each) => query.value[each])) return <>{children}</>;
  return (
    <Empty icon="search" title={say.none}>
      <button type="button" onClick={() => setQuery(all)}>
        {say.clear}
      </button>
    </Empty>
  );
}
