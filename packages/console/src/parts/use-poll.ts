import { useEffect } from 'preact/hooks';
import { type Loaded, useLoad } from './use-load.ts';

const pauseMs = 700;

/** Loads, and loads again while what came says that it goes on changing. */
export function usePoll<Data>(
  load: (signal: AbortSignal) => Promise<Data>,
  goesOn: (data: Data) => boolean,
  keys: readonly unknown[] = [],
): Loaded<Data> {
  const loaded = useLoad(load, keys);
  useEffect(() => {
    if (loaded.loading || loaded.data === undefined || !goesOn(loaded.data)) return undefined;
    const timer = setTimeout(loaded.reload, pauseMs);
    return () => clearTimeout(timer);
  }, [loaded.data, loaded.loading]);
  return loaded;
}
