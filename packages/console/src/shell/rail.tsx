import { auth } from '../call/auth.ts';
import { Choice } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { language, setLanguage } from '../words/language.ts';
import { speak, words } from '../words/words.ts';
import { desks } from './desks.ts';
import { chooseOrganisation, may, me, organisation, signedOut } from './me.ts';
import type { Desk, Page } from './page.ts';
import { kindWords, roleWords } from './role-words.ts';
import { go, hrefOf, join } from './route.ts';

const say = words({
  pages: ['页面', 'Pages'],
  organisation: ['组织', 'Organisation'],
  account: ['账户', 'Account'],
  signOut: ['退出登录', 'Sign out'],
  language: ['语言', 'Language'],
});

/** The rail: for whom one works, the pages of that desk, and one's own account. */
export function Rail({ current }: { current: Page | undefined }) {
  const at = organisation.value;
  const all = me.value?.organisations ?? [];
  return (
    <nav class="rail" aria-label={say.pages}>
      <a class="mark" href={hrefOf('')}>
        Kameng
      </a>
      {at && all.length > 1 && (
        <Choice
          quiet
          label={say.organisation}
          value={at.id}
          choices={all.map(({ id, name }) => [id, name] as const)}
          onChoice={(id) => {
            chooseOrganisation(id);
            go('', { replace: true });
          }}
        />
      )}
      {at && (
        <div class="rail-group">
          <p class="rail-name">
            <span class="clip">{at.name}</span>
            <span class="muted">
              {kindWords[at.kind]} · {roleWords[at.role]}
            </span>
          </p>
          <Links desk={at.kind} current={current} />
        </div>
      )}
      <div class="rail-group">
        <p class="rail-name">
          <span class="clip">{me.value?.person.name || say.account}</span>
          <span class="muted clip">{me.value?.person.email}</span>
        </p>
        <Links desk="account" current={current} />
      </div>
      <div class="rail-foot">
        <Choice
          quiet
          label={say.language}
          value={language.value}
          choices={[
            ['zh-CN', '简体中文'],
            ['en', 'English'],
          ]}
          onChoice={setLanguage}
        />
        <button type="button" class="quiet" onClick={() => void auth.signOut().then(signedOut)}>
          <Icon name="leave" />
          {say.signOut}
        </button>
      </div>
    </nav>
  );
}

function Links({ desk, current }: { desk: Desk; current: Page | undefined }) {
  const shown = desks[desk].filter(({ scope }) => !scope || may(scope));
  return (
    <ul class="rail-links">
      {shown.map((page) => (
        <li key={page.path}>
          <a href={hrefOf(join(desk, page.path))} aria-current={page === current ? 'page' : undefined}>
            <Icon name={page.icon} />
            {speak(page.name)}
          </a>
        </li>
      ))}
    </ul>
  );
}
