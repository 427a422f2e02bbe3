import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { say } from '../page/speak.ts';
import type { WordKey } from '../words/say.ts';

interface FieldProps {
  id: string;
  label: WordKey;
  hint?: WordKey;
  /** What is wrong with it. */
  wrong?: WordKey | undefined;
  value: Signal<string>;
  onChange?: () => void;
  input?: JSX.InputHTMLAttributes<HTMLInputElement>;
}

/** A labelled text field with a hint, or instead of it what is wrong. */
export function Field({ id, label, hint, wrong, value, onChange, input }: FieldProps) {
  const below = wrong ?? hint;
  return (
    <div class="field">
      <label for={id}>{say(label)}</label>
      <input
        {...input}
        id={id}
        value={value}
        aria-invalid={wrong ? 'true' : undefined}
        aria-describedby={below && `${id}-below`}
        onInput={({ currentTarget }) => {
          value.value = currentTarget.value;
          onChange?.();
        }}
      />
      {below && (
        <p id={`${id}-below`} class={wrong ? 'danger' : 'muted'}>
          {say(below)}
        </p>
      )}
    </div>
  );
}
