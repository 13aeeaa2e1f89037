async function load() {
  const { default: sharp } = await import("sharp");
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}

let loading: ReturnType<typeof load> | undefined;

/** Loaded with the first picture, so that it costs nothing without pictures. */
export const loadSharp = (): ReturnType<typeof load> => (loading ??= load());
