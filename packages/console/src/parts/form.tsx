import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Failure } from './failure.tsx';

interface FormProps {
  /** Sends it; what it throws is shown above the button. */
  onSend: () => Promise<unknown>;
  send: string;
  tone?: 'primary' | 'danger';
  disabled?: boolean;
  children: ComponentChildren;
  /** Beside the button. */
  more?: ComponentChildren;
}

/** A form that is sent once at a time and says why it was refused. */
export function Form({ onSend, send, tone = 'primary', disabled = false, children, more }: FormProps) {
  const busy = useSignal(false);
  const error = useSignal<unknown>(undefined);
  const submit = async () => {
    if (busy.value) return;
    busy.value = true;
    error.value = undefined;
    try {
      await onSend();
    } catch (failed) {
      error.value = failed;
    } finally {
      busy.value = false;
    }
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {children}
      {error.value !== undefined && <Failure error={error.value} />}
      <div class="actions">
        <button type="submit" class={tone} disabled={disabled} aria-busy={busy.value}>
          {send}
        </button>
        {more}
      </div>
    </form>
  );
}
