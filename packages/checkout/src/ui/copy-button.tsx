import { useSignal } from '@preact/signals';
import { say } from '../page/speak.ts';
import { announce } from './announce.tsx';
import { copyText } from './copy-text.ts';

/** Copies `text()`; the button itself says that it is done. */
export function CopyButton({ text, label, name, primary }: { text: () => string; label?: string; name?: string; primary?: boolean }) {
  const done = useSignal<boolean | undefined>(undefined);
  const copy = async () => {
    done.value = await copyText(text());
    announce(say(done.value ? 'copied' : 'copy_failed'));
  };
  return (
    <button type="button" class={primary ? 'primary' : ''} aria-label={name && `${label ?? say('copy')} ${name}`} onClick={copy}>
      {done.value === undefined ? (label ?? say('copy')) : say(done.value ? 'copied' : 'copy_failed')}
    </button>
  );
}
