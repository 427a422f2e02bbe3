import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

let first = true;

/** Keyboard and reader follow the buyer into each new step, but nobody's focus is taken when the page opens. */
const arrive = (heading: HTMLElement | null) => {
  if (!heading) return;
  document.title = `${heading.textContent} · Kameng`;
  if (!first) heading.focus();
  first = false;
};

/** The heading of a step. Give it a `key` that changes with the step. */
export function Heading({ text, icon, tone }: { text: string; icon?: IconName; tone?: 'good' | 'bad' | 'attention' }) {
  return (
    <div class="heading">
      {icon && (
        <span class={`badge ${tone ?? ''}`}>
          <Icon name={icon} />
        </span>
      )}
      <h1 tabIndex={-1} ref={arrive}>
        {text}
      </h1>
    </div>
  );
}
