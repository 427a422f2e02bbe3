import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { buildEmbed, hostedLink } from './build-embed.ts';
import { settings } from './settings.ts';
import { words } from './words.ts';
import { writeHtml, writeReact } from './write-snippet.ts';

const tabs = ['html', 'react', 'link'] as const;
type Tab = (typeof tabs)[number];

/** What to paste, for three kinds of places. */
export function Snippets() {
  const tab = useSignal<Tab>('html');
  const list = useRef<HTMLDivElement>(null);
  const pool = location.origin;
  const now = settings.value;
  const embed = buildEmbed(now, pool, now.text || words.textDefault);
  const text =
    tab.value === 'html'
      ? writeHtml(embed, pool)
      : tab.value === 'react'
        ? writeReact(embed, pool)
        : hostedLink(now, pool);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    tab.value = tabs[(tabs.indexOf(tab.value) + step + tabs.length) % tabs.length]!;
    list.current?.querySelector<HTMLElement>(`#tab-${tab.value}`)?.focus();
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
                aria-selected={tab.value === each}
                aria-controls="snippet-text"
                tabIndex={tab.value === each ? 0 : -1}
                onClick={() => (tab.value = each)}
              >
                {words.tabs[each]}
              </button>
            ))}
          </div>
          <CopyButton text={text} />
        </div>
        <div role="tabpanel" id="snippet-text" aria-labelledby={`tab-${tab.value}`} tabIndex={0}>
          <pre>
            <code>{text}</code>
          </pre>
          {tab.value === 'link' && (
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
