import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { buildEmbed, hostedLink } from './build-embed.ts';
import { type ElementKind, settings } from './settings.ts';
import { words } from './words.ts';
import { writeFrame, writeHtml, writeReact } from './write-snippet.ts';

const everyTab = ['html', 'react', 'frame', 'link'] as const;
type Tab = (typeof everyTab)[number];

/** A frame shows one product; a shelf and an order have none. */
function tabsFor(element: ElementKind): readonly Tab[] {
  return element === 'catalog' || element === 'order' ? everyTab.filter((tab) => tab !== 'frame') : everyTab;
}

/** What to paste, for three kinds of places. */
export function Snippets() {
  const wanted = useSignal<Tab>('html');
  const list = useRef<HTMLDivElement>(null);
  const pool = location.origin;
  const now = settings.value;
  const tabs = tabsFor(now.element);
  const tab = tabs.includes(wanted.value) ? wanted.value : 'html';
  const embed = buildEmbed(now, pool, now.text || words.textDefault);
  const link = hostedLink(now, pool);
  const write: Record<Tab, () => string> = {
    html: () => writeHtml(embed, pool),
    react: () => writeReact(embed, pool),
    frame: () => writeFrame(link, now.text || words.textDefault),
    link: () => link,
  };
  const text = write[tab]();
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    wanted.value = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length]!;
    list.current?.querySelector<HTMLElement>(`#tab-${wanted.value}`)?.focus();
  };
  return (
    <section aria-labelledby="snippet">
      <h2 id="snippet">{words.snippet}</h2>
      <div class="snippet">
        <div class="snippet-top">
          <div role="tablist" aria-labelledby="snippet" ref={list} onKeyDown={move}>
            {tabs.map((each) => (
              <button
                key={each}
                type="button"
                role="tab"
                id={`tab-${each}`}
                aria-selected={tab === each}
                aria-controls="snippet-text"
                tabIndex={tab === each ? 0 : -1}
                onClick={() => (wanted.value = each)}
              >
                {words.tabs[each]}
              </button>
            ))}
          </div>
          <CopyButton text={text} />
        </div>
        <div role="tabpanel" id="snippet-text" aria-labelledby={`tab-${tab}`} tabIndex={0}>
          <pre>
            <code>{text}</code>
          </pre>
          {tab === 'frame' && <p class="why">{words.frameWhy}</p>}
          {tab === 'link' && (
            <p class="why">
              {words.linkWhy}{' '}
              <a href={text} target="_blank" rel="noreferrer">
                {words.open}
              </a>
            </p>
          )}
        </div>
      </div>
    </section>
  );
}

/** Copies, and says so until something else is to be copied. */
function CopyButton({ text }: { text: string }) {
  const copied = useSignal<string | null>(null);
  const failed = useSignal(false);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => void (copied.value = text),
      () => void (failed.value = true),
    );
  const said = failed.value ? words.copyFailed : copied.value === text ? words.copied : words.copy;
  return (
    <>
      <button type="button" class="copy" onClick={() => void copy()}>
        {said}
      </button>
      <span role="status" class="unseen">
        {said === words.copy ? '' : said}
      </span>
    </>
  );
}
