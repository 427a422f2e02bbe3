/** A drawer of the browser that keeps plain data. */
export interface Keep {
  read<Value>(key: string): Value | undefined;
  /** Whether it was kept; false where the browser refuses, and then it lasts as long as the page. */
  write(key: string, value: unknown): boolean;
}

/** Wraps a storage that may be missing, full or refused (private windows, blocked third-party storage). */
export function openKeep(storage: () => Pick<Storage, 'getItem' | 'setItem'>): Keep {
  const memory = new Map<string, string>(); // bounded: the pages use four keys
  return {
    read(key) {
      let text = memory.get(key);
      try {
        text ??= storage().getItem(key) ?? undefined;
        return text === undefined ? undefined : JSON.parse(text);
      } catch {
        return undefined; // refused, or written by something else: as good as empty
      }
    },
    write(key, value) {
      const text = JSON.stringify(value);
      try {
        storage().setItem(key, text);
        memory.delete(key);
        return true;
      } catch {
        memory.set(key, text);
        return false;
      }
    },
  };
}

/** Survives a reload and the way to the payment page and back, in this tab only. */
export const tabKeep = openKeep(() => sessionStorage);
/** Survives a closed tab, on this device. */
export const deviceKeep = openKeep(() => localStorage);
