import { useId } from 'preact/hooks';

/** Characters that the pool takes. */
const textMax = 2000;

interface WordsProps {
  label: string;
  hint?: string;
  required?: boolean;
  value: string;
  onText: (text: string) => void;
}

/** A labelled field for a few sentences. */
export function WordsField({ label, hint, required = false, value, onText }: WordsProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        rows={3}
        maxLength={textMax}
        required={required}
        value={value}
        onInput={({ currentTarget }) => onText(currentTarget.value)}
      />
      {hint !== undefined && <p class="muted">{hint}</p>}
    </div>
  );
}
