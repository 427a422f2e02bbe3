/** A memory of answers for seconds: what it says may be that old, so nothing that must be right at once is kept in it. */
export interface Cache<Value> {
  /** The remembered value, or the one `read` answers; undefined is not remembered. Askers of one key share one read. */
  get(key: string, read: () => Promise<Value | undefined>): Promise<Value | undefined>;
  /** Forgets everything. */
  clear(): void;
}

export interface CacheOptions {
  /** How old an answer may be. */
  ttlMs: number;
  /** Most entries; the oldest makes room. */
  entriesMax: number;
  now: () => Date;
}

/** Makes an empty cache. A read that fails is not remembered. */
export function createCache<Value>({ ttlMs, entriesMax, now }: CacheOptions): Cache<Value> {
  const entries = new Map<string, { until: number; value: Promise<Value | undefined> }>();
  return {
    clear: () => entries.clear(),
    get(key, read) {
      const at = now().getTime();
      const found = entries.get(key);
      if (found && found.until > at) return found.value;
      const entry = { until: at + ttlMs, value: read() };
      const forget = () => {
        if (entries.get(key) === entry) entries.delete(key);
      };
      entries.delete(key);
      entries.set(key, entry);
      if (entries.size > entriesMax) entries.delete(entries.keys().next().value as string);
      entry.value.then((value) => {
        if (value === undefined) forget();
      }, forget);
      return entry.value;
    },
  };
}
