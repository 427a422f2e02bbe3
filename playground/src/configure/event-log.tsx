import { signal } from '@preact/signals';
import { words } from './words.ts';

interface Heard {
  id: number;
  name: string;
  detail: string;
}

const names = ['open', 'quote', 'order', 'paid', 'delivered', 'close', 'error'].map((name) => `kameng:${name}`);
const mostKept = 30;
const heard = signal<Heard[]>([]);

for (const name of names)
  document.addEventListener(name, (event) => {
    const detail = JSON.stringify((event as CustomEvent<unknown>).detail ?? {});
    heard.value = [{ id: (heard.value[0]?.id ?? 0) + 1, name, detail }, ...heard.value].slice(0, mostKept);
  });

/** The events of the embed as they come, newest first. */
export function EventLog() {
  return (
    <section aria-labelledby="heard">
      <h2 id="heard">{words.heard}</h2>
      <p class="why">{words.heardWhy}</p>
      {heard.value.length === 0 ? (
        <p class="nothing">{words.nothing}</p>
      ) : (
        <ol class="heard">
          {heard.value.map((each) => (
            <li key={each.id}>
              <code>{each.name}</code> <code>{each.detail}</code>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
