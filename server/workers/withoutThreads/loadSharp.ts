/** Nothing decodes pictures here; they were read when the bundle was built. */
export const loadSharp = (): Promise<never> =>
  Promise.reject(new Error("pictures are read when the bundle is built"));
