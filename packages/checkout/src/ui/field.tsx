import type { InputHTMLAttributes } from 'preact';
import { say } from '../page/speak.ts';
import type { WordKey } from '../words/say.ts';

interface FieldProps {
  id: string;
  label: WordKey;
  hint?: WordKey;
  /** What is wrong with it. */
  wrong?: WordKey | undefined;
  value: string;
  onText: (text: string) => void;
  input?: InputHTMLAttributes;
}

/** A labelled text field with a hint, or instead of it what is wrong. */
export function Field({ id, label, hint, wrong, value, onText, input }: FieldProps) {
  const below = wrong ?? hint;
  return (
    <div class="field">
      <label for={id}>{say(label)}</label>
      <input
        {...input}
        id={id}
        value={value}
        aria-invalid={Boolean(wrong)}
        aria-describedby={`${id}-below`}
        onInput={({ currentTarget }) => onText(currentTarget.value)}
      />
      <p id={`${id}-below`} class={wrong ? 'danger' : 'muted'}>
        {below && say(below)}
      </p>
    </div>
  );
}
