import { useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Empty } from '../parts/empty.tsx';
import { Icon } from '../parts/icon.tsx';
import { Later } from '../parts/later.tsx';
import { words } from '../words/words.ts';
import { desks } from './desks.ts';
import { may, me, organisation } from './me.ts';
import type { Desk, Page } from './page.ts';
import { Rail } from './rail.tsx';
import { go, hrefOf, join, path } from './route.ts';

const say = words({
  menu: ['菜单', 'Menu'],
  skip: ['跳到内容', 'Skip to the content'],
  lost: ['这里没有页面', 'There is no page here'],
  lostWhy: ['网址可能有误，或您的角色看不到它。', 'The address may be mistyped, or your role does not show it.'],
  first: ['回到首页', 'To the first page'],
});

/** The desk one is at: the rail at the left, the page beside it. */
export function Frame() {
  const railOpen = useSignal(false);
  const shown = useComputed(() => findPage(path.value));
  useEffect(() => {
    railOpen.value = false;
    if (path.value === '') go(firstPage(), { replace: true });
  }, [path.value]);
  return (
    <div class="frame" data-rail={railOpen.value}>
      <a class="skip" href="#content">
        {say.skip}
      </a>
      <header class="topbar">
        <button
          type="button"
          class="quiet square"
          aria-label={say.menu}
          aria-expanded={railOpen.value}
          onClick={() => (railOpen.value = !railOpen.value)}
        >
          <Icon name="menu" />
        </button>
        <span class="strong clip">{organisation.value?.name ?? 'Kameng'}</span>
      </header>
      <Rail current={shown.value} />
      <main id="content" tabIndex={-1}>
        {shown.value ? (
          // Another organisation's page is another page: nothing of the one before may stay.
          <Later
            key={`${path.value} ${organisation.value?.id}`}
            load={shown.value.load}
            wait={<div class="bone" data-size="title" aria-busy="true" />}
          />
        ) : (
          path.value !== '' && <Lost />
        )}
      </main>
    </div>
  );
}

function Lost() {
  return (
    <Empty icon="search" title={say.lost}>
      <p class="muted">{say.lostWhy}</p>
      <a class="button" href={hrefOf(firstPage())}>
        {say.first}
      </a>
    </Empty>
  );
}

/** Where one begins: the first page of the organisation's desk that one may see, else one's own account; for whoever belongs to nothing yet, where one begins. */
function firstPage(): string {
  const kind = organisation.value?.kind;
  const first = kind && desks[kind].find(({ scope }) => !scope || may(scope));
  return kind && first
    ? join(kind, first.path)
    : join('account', me.value?.organisations.length === 0 ? 'start' : 'security');
}

function findPage(at: string): Page | undefined {
  const [desk = '', ...rest] = at.split('/');
  const mine = desk === 'account' || desk === organisation.value?.kind;
  if (!mine) return undefined;
  return desks[desk as Desk].find(({ path, scope }) => path === rest.join('/') && (!scope || may(scope)));
}
