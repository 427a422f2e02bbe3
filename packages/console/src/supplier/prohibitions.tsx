import { call } from '../call/call.ts';
import { Facts } from '../parts/facts.tsx';
import { useLoad } from '../parts/use-load.ts';
import { words } from '../words/words.ts';

const say = words({ title: ['禁售商品清单', 'What may not be sold'] });

/** What may not be sold here, for whoever wants to know before submitting. */
export function Prohibitions() {
  const { data } = useLoad((signal) => call('listProhibitions', { signal }));
  if (!data || data.data.length === 0) return null;
  return (
    <details>
      <summary>{say.title}</summary>
      <Facts rows={data.data.map(({ words: text, reason }) => [text, reason])} />
    </details>
  );
}
