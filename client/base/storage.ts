export type KeyValueStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/**
 * A storage that never throws. Where the browser refuses its own (reading `window.localStorage` itself throws when site
 * data is blocked, writing throws when it is full), values live as long as the page.
 */
export function openStorage(real: () => KeyValueStorage): KeyValueStorage {
  /** Values that the browser refused; `null`: removed here only. */
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

/** Kept as long as the page. */
export const openPageStorage = (): KeyValueStorage =>
  openStorage(() => {
    throw new Error("this page keeps nothing");
  });

/** Kept until the tab is closed. */
export const tabStorage = openStorage(() => window.sessionStorage);
/** Kept on this device. */
export const deviceStorage = openStorage(() => window.localStorage);
