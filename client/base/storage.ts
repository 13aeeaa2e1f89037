export type KeyValueStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/**
 * A storage that never throws. Browsers may refuse theirs (reading `window.localStorage` throws when site data is
 * blocked, writing throws when it is full); values are then kept in memory until the page closes.
 */
export function openStorage(real: () => KeyValueStorage): KeyValueStorage {
  /** Values that the browser refused; `null`: removed in memory only. */
  const here = new Map<string, string | null>();
  function write(key: string, value: string | null, use: (storage: KeyValueStorage) => void): void {
    try {
      use(real());
      here.delete(key);
    } catch {
      here.set(key, value);
    }
  }
  return {
    getItem: (key) => {
      const kept = here.get(key);
      if (kept !== undefined) return kept;
      try {
        return real().getItem(key);
      } catch {
        return null;
      }
    },
    setItem: (key, value) => write(key, value, (storage) => storage.setItem(key, value)),
    removeItem: (key) => write(key, null, (storage) => storage.removeItem(key)),
  };
}

/** Kept in memory until the page closes. */
export const openPageStorage = (): KeyValueStorage =>
  openStorage(() => {
    throw new Error("storage is in memory only");
  });

/** Kept until the tab is closed. */
export const tabStorage = openStorage(() => window.sessionStorage);
/** Kept on this device. */
export const deviceStorage = openStorage(() => window.localStorage);
