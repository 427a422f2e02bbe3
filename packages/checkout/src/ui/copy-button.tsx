import { say } from '../page/speak.ts';
import { announce } from './announce.tsx';
import { copyText } from './copy-text.ts';

/** The button that was pressed last, and whether the copy was made. */
let last: { id: string; copied: boolean } | undefined;

interface CopyButtonProps {
  /** Tells this button from the others; never the text itself. */
  id: string;
  text: () => string;
  label?: string;
  /** What is copied, for readers. */
  name?: string;
  primary?: boolean;
}

/** Copies `text()`; the button itself says that it is done, until another one is pressed. */
export function CopyButton({ id, text, label = say('copy'), name, primary }: CopyButtonProps) {
  const press = async () => {
    const copied = await copyText(text());
    last = { id, copied };
    announce(say(copied ? 'copied' : 'copy_failed'));
  };
  const shown = last?.id === id ? say(last.copied ? 'copied' : 'copy_failed') : label;
  return (
    <button
      type="button"
      class={primary ? 'primary' : ''}
      aria-label={name && `${shown} ${name}`.trim()}
      onClick={() => void press()}
    >
      {shown}
    </button>
  );
}
