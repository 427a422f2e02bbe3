import { useEffect, useState } from 'preact/hooks';
import { measureContrast, toHex } from './measure-contrast.ts';
import { isTokenValue, settings, setToken, tokenNames, type TokenName } from './settings.ts';
import { words } from './words.ts';

type Colours = Partial<Record<TokenName, string>>;

/** Body text needs 4.5 : 1, the edge of a control 3 : 1 (WCAG 2.2, 1.4.3 and 1.4.11). */
const pairs = [
  { name: 'button', front: 'on-accent', back: 'accent', wanted: 4.5 },
  { name: 'text', front: 'text', back: 'surface', wanted: 4.5 },
  { name: 'accent', front: 'accent', back: 'surface', wanted: 3 },
] as const;

/** Sets the custom properties and says whether the result can be read. */
export function TokenEditor() {
  const { tokens, theme } = settings.value;
  const [defaults, setDefaults] = useState<Colours>({});
  useEffect(() => setDefaults(readDefaults(theme)), [theme]);
  useEffect(() => {
    const read = () => setDefaults(readDefaults(settings.value.theme));
    const watcher = new MutationObserver(read);
    watcher.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => watcher.disconnect();
  }, []);
  const valueOf = (name: TokenName) => tokens[name] ?? defaults[name] ?? '';
  return (
    <section aria-labelledby="colours">
      <h2 id="colours">{words.colours}</h2>
      <p class="why">{words.coloursWhy}</p>
      <div class="tokens">
        {tokenNames.map((name) => (
          <Token key={name} name={name} value={valueOf(name)} changed={tokens[name] !== undefined} />
        ))}
      </div>
      <ul class="contrasts">
        {pairs.map(({ name, front, back, wanted }) => {
          const ratio = measureContrast(valueOf(front), valueOf(back));
          if (Number.isNaN(ratio)) return null;
          const low = ratio < wanted;
          const shown = (Math.floor(ratio * 10) / 10).toFixed(1);
          return (
            <li key={name} class={low ? 'low' : undefined}>
              <strong>{words.pairs[name]}</strong>{' '}
              {low ? words.contrastLow(shown, String(wanted)) : words.contrastOk(shown)}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Token({ name, value, changed }: { name: TokenName; value: string; changed: boolean }) {
  const label = words.tokens[name];
  const set = (next: string) => {
    if (isTokenValue(name, next)) setToken(name, next);
  };
  return (
    <div class="token">
      {name === 'radius' ? (
        <input
          type="range"
          min="0"
          max="24"
          aria-label={label}
          value={Number.parseInt(value, 10) || 0}
          onInput={(event) => set(`${event.currentTarget.value}px`)}
        />
      ) : (
        <input
          type="color"
          aria-label={label}
          value={value || '#000000'}
          onInput={(event) => set(event.currentTarget.value)}
        />
      )}
      <span>{label}</span>
      <code>{value}</code>
      <button
        type="button"
        disabled={!changed}
        onClick={() => setToken(name, '')}
        aria-label={`${words.reset} ${label}`}
      >
        {words.reset}
      </button>
    </div>
  );
}

/** What the tokens are when nobody changes them, in the theme that the preview is in. */
function readDefaults(theme: string): Colours {
  const probe = document.createElement('span');
  probe.hidden = true;
  if (theme) probe.dataset.theme = theme;
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const read: Colours = { radius: style.getPropertyValue('--kameng-radius').trim() };
  for (const name of tokenNames) {
    if (name === 'radius') continue;
    probe.style.color = `var(--kameng-${name})`;
    const hex = toHex(style.color);
    if (hex !== null) read[name] = hex;
  }
  probe.remove();
  return read;
}
