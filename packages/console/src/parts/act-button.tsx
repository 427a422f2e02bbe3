import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Failure } from './failure.tsx';

interface ActProps {
  /** Does it; what it throws is shown below. */
  act: () => Promise<unknown>;
  tone?: 'primary' | 'danger' | 'quiet';
  disabled?: boolean;
  children: ComponentChildren;
}

/** A button that waits for what it began and says when that failed; pressing it twice is pressing it once. */
export function ActButton({ act, tone, disabled = false, children }: ActProps) {
  const busy = useSignal(false);
  const error = useSignal<unknown>(undefined);
  const press = async () => {
    if (busy.value) return;
    busy.value = true;
    error.value = undefined;
    try {
      await act();
    } catch (failed) {
      error.value = failed;
    } finally {
      busy.value = false;
    }
  };
  return (
    <>
      <button type="button" class={tone ?? ''} disabled={disabled} aria-busy={busy.value} onClick={() => void press()}>
        {children}
      </button>
      {error.value !== undefined && <Failure error={error.value} />}
    </>
  );
}
