import { signal } from '@preact/signals';
import { Icon } from './icon.tsx';

const shown = signal<readonly { id: number; text: string }[]>([]);
const shownMs = 5000;
let last = 0;

/** Says in a corner, for five seconds, that something is done. What failed is said where it failed. */
export function toast(text: string): void {
  last += 1;
  const id = last;
  shown.value = [...shown.value.slice(-2), { id, text }];
  setTimeout(() => {
    shown.value = shown.value.filter((each) => each.id !== id);
  }, shownMs);
}

/** Where toasts appear; the shell has one. */
export function Toasts() {
  return (
    <div class="toasts" role="status">
      {shown.value.map(({ id, text }) => (
        <p key={id} class="toast">
          <Icon name="check" />
          {text}
        </p>
      ))}
    </div>
  );
}
