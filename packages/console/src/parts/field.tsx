import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  label: string;
  hint?: ComponentChildren;
  /** What is wrong with it, in words. */
  wrong?: string | undefined;
  value: string;
  onText: (text: string) => void;
  input?: InputHTMLAttributes;
}

/** A labelled text field with a hint, or instead of it what is wrong. */
export function Field({ label, hint, wrong, value, onText, input }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        {...input}
        id={id}
        value={value}
        aria-invalid={wrong !== undefined}
        aria-describedby={`${id}-below`}
        onInput={({ currentTarget }) => onText(currentTarget.value)}
      />
      <p id={`${id}-below`} class={wrong ? 'wrong' : 'muted'}>
        {wrong ?? hint}
      </p>
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  hint?: ComponentChildren;
  value: Value;
  choices: readonly (readonly [value: Value, name: string])[];
  onChoice: (value: Value) => void;
  /** Shows the name to readers only, where the place says what it is. */
  quiet?: boolean;
}

/** A labelled choice of one of few. */
export function Choice<Value extends string>({ label, hint, value, choices, onChoice, quiet }: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div class="field">
      <label for={id} class={quiet ? 'unseen' : ''}>
        {label}
      </label>
      <select id={id} value={value} onChange={({ currentTarget }) => onChoice(currentTarget.value as Value)}>
        {choices.map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
      {hint !== undefined && <p class="muted">{hint}</p>}
    </div>
  );
}
