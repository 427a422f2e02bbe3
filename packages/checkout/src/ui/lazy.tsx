import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { say } from '../page/speak.ts';

/** What `load` brings, once it is there: for views few buyers see. When it does not come, it can be asked for again. */
export function Lazy({ load }: { load: () => Promise<ComponentChildren> }) {
  const loaded = useSignal<ComponentChildren>(undefined);
  const attempt = useSignal(0);
  useEffect(() => {
    load().then(
      (view) => (loaded.value = view),
      () => (loaded.value = <Retry onClick={() => (attempt.value += 1)} />),
    );
  }, [attempt.value]);
  return <>{loaded.value}</>;
}

function Retry({ onClick }: { onClick: () => void }) {
  return (
    <div class="stack">
      <p>{say('offline_what')}</p>
      <button type="button" class="wide" onClick={onClick}>
        {say('try_again')}
      </button>
    </div>
  );
}
