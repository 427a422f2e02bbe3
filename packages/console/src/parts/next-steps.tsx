import { hrefOf } from '../shell/route.ts';
import { Icon } from './icon.tsx';

/** Something to do, and the path of the page where it is done. */
export interface Step {
  text: string;
  to: string;
  urgent?: boolean;
}

/** What is to be done first; nothing when nothing is. */
export function NextSteps({ title, steps }: { title?: string; steps: readonly Step[] }) {
  if (steps.length === 0) return null;
  return (
    <section class="stack">
      {title && <h2>{title}</h2>}
      <ul class="card list">
        {steps.map(({ text, to, urgent }) => (
          <li key={to} class="list-row">
            <Icon name={urgent ? 'alert' : 'right'} />
            <a class="grow" href={hrefOf(to)}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
