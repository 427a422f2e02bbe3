import { useId } from 'preact/hooks';

interface ChoiceInput<Value extends string> {
  label: string;
  value: Value;
  choices: [Value, string][];
  onChange: (value: Value) => void;
}

/** A list to choose one from. */
export function Choice<Value extends string>({ label, value, choices, onChange }: ChoiceInput<Value>) {
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value as Value)}>
        {choices.map(([each, name]) => (
          <option key={each} value={each}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A few choices side by side, as radio buttons. */
export function Segments<Value extends string>({
  name,
  value,
  choices,
  onChange,
}: Omit<ChoiceInput<Value>, 'label'> & { name: string }) {
  return (
    <div class="segments">
      {choices.map(([each, text]) => (
        <label key={each}>
          <input type="radio" name={name} value={each} checked={each === value} onChange={() => onChange(each)} />
          <span>{text}</span>
        </label>
      ))}
    </div>
  );
}

interface TextInput {
  label: string;
  why?: string;
  value: string;
  placeholder?: string;
  onChange: (value: string) => void;
}

/** One line of text, with a word on what it is for. */
export function TextField({ label, why, value, placeholder, onChange }: TextInput) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        autocomplete="off"
        spellcheck={false}
        value={value}
        {...(placeholder !== undefined && { placeholder })}
        {...(why !== undefined && { 'aria-describedby': `${id}-why` })}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {why !== undefined && <small id={`${id}-why`}>{why}</small>}
    </div>
  );
}
