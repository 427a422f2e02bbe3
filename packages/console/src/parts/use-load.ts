import { useSignal } from '@preact/signals';
import { language } from '../words/language.ts';
import { useCallback, useEffect } from 'preact/hooks';

/** What is being loaded, was loaded, or could not be. `data` stays while it is loaded anew. */
export interface Loaded<Data> {
  data: Data | undefined;
  error: unknown;
  loading: boolean;
  reload: () => void;
}

/**
 * Loads when the component appears and whenever one of `keys` or the language changes; an answer that comes too late is dropped.
 * @param keys what the request depends on
 */
export function useLoad<Data>(
  load: (signal: AbortSignal) => Promise<Data>,
  keys: readonly unknown[] = [],
): Loaded<Data> {
  const data = useSignal<Data | undefined>(undefined);
  const error = useSignal<unknown>(undefined);
  const loading = useSignal(true);
  const turn = useSignal(0);
  useEffect(() => {
    const stop = new AbortController();
    loading.value = true;
    load(stop.signal).then(
      (found) => {
        if (stop.signal.aborted) return;
        data.value = found;
        error.value = undefined;
        loading.value = false;
      },
      (failed: unknown) => {
        if (stop.signal.aborted) return;
        error.value = failed;
        loading.value = false;
      },
    );
    return () => stop.abort();
  }, [...keys, turn.value, language.value]);
  const reload = useCallback(() => {
    turn.value += 1;
  }, []);
  return { data: data.value, error: error.value, loading: loading.value, reload };
}
