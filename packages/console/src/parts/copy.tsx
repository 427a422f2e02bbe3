import { useSignal } from '@preact/signals';
import { words } from '../words/words.ts';
import { Icon } from './icon.tsx';

const say = words({ copy: ['复制', 'Copy'], copied: ['已复制', 'Copied'] });
const saidMs = 2000;

/** A text that is to be taken along, with a button that copies it. */
export function Copy({ text, label }: { text: string; label: string }) {
  const done = useSignal(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    done.value = true;
    setTimeout(() => {
      done.value = false;
    }, saidMs);
  };
  return (
    <div class="copy">
      <input readOnly value={text} aria-label={label} onFocus={({ currentTarget }) => currentTarget.select()} />
      <button type="button" onClick={() => void copy()}>
        <Icon name={done.value ? 'check' : 'copy'} />
        <span aria-live="polite">{done.value ? say.copied : say.copy}</span>
      </button>
    </div>
  );
}
