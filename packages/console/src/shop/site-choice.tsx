import type { DeskSite } from '@kameng/contract/desk/shop';
import type { ComponentChildren } from 'preact';
import { call } from '../call/call.ts';
import { query, setQuery } from '../shell/route.ts';
import { words } from '../words/words.ts';
import { Empty } from '../parts/empty.tsx';
import { Failure } from '../parts/failure.tsx';
import { Choice } from '../parts/field.tsx';
import { useLoad } from '../parts/use-load.ts';

const say = words({
  site: ['站点', 'Site'],
  none: ['还没有站点', 'No sites yet'],
  noneWhy: ['平台开通后，站点会出现在这里。', 'They appear here once the operator has opened one for you.'],
});

interface SiteChoiceProps {
  /** Only shops, which buy from a balance. */
  shops?: boolean;
  children: (site: DeskSite, choice: ComponentChildren) => ComponentChildren;
}

/** What is below it is about one site; which one stands in the address. Alone, it needs no choice. */
export function SiteChoice({ shops = false, children }: SiteChoiceProps) {
  const { data, error, reload } = useLoad((signal) => call('listSites', { signal }));
  if (error !== undefined) return <Failure error={error} retry={reload} />;
  if (!data) return <div class="bone" data-size="row" aria-busy="true" />;
  const sites = data.data.filter(({ kind }) => !shops || kind === 'shop');
  const site = sites.find(({ id }) => id === query.value['site']) ?? sites[0];
  if (!site)
    return (
      <Empty icon="globe" title={say.none}>
        <p class="muted">{say.noneWhy}</p>
      </Empty>
    );
  const choice = sites.length > 1 && (
    <Choice
      quiet
      label={say.site}
      value={site.id}
      choices={sites.map(({ id, name }) => [id, name] as const)}
      onChoice={(id) => setQuery({ site: id })}
    />
  );
  return <>{children(site, choice)}</>;
}
