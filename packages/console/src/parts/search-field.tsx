import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { query, setQuery } from '../shell/route.ts';
import { Icon } from './icon.tsx';

const restMs = 300;

/** A field that searches when typing rests; `/` brings the keyboard there. */
export function SearchField({
  label,
  value,
  onText,
  max = 200,
}: {
  label: string;
  value: string;
  onText: (text: string) => void;
  /** Characters that the call takes. */
  max?: number;
}) {
  const field = useRef<HTMLInputElement>(null);
  const text = useSignal(value);
  useEffect(() => {
    if (text.value === value) return undefined;
    const timer = setTimeout(() => onText(text.value), restMs);
    return () => clearTimeout(timer);
  }, [text.value]);
  // A saved filter or the way back gives it another one.
  useEffect(() => {
    if (value !== text.value.trim()) text.value = value;
  }, [value]);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const inField = (event.target as HTMLElement).closest('input, textarea, select, dialog');
      if (event.key !== '/' || inField || event.metaKey || event.ctrlKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener('keydown', focus);
    return () => removeEventListener('keydown', focus);
  }, []);
  return (
    <div class="search">
      <Icon name="search" />
      <input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={label}
        maxLength={max}
        value={text.value}
        onInput={({ currentTarget }) => (text.value = currentTarget.value)}
      />
    </div>
  );
}

/** The words that the address narrows a list to; undefined where there are none. */
export function searched(name = 'q'): string | undefined {
  return query.value[name] || undefined;
}

/** Narrows a list by words, or to one id; they stand in the address. */
export function SearchFilter({ label, name = 'q', max = 100 }: { label: string; name?: string; max?: number }) {
  const onText = (text: string) => setQuery({ [name]: text.trim() });
  return <SearchField label={label} value={searched(name) ?? ''} onText={onText} max={max} />;
}
