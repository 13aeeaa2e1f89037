/** Always rejects: pictures are decoded when the bundle is built. */
export const loadSharp = (): Promise<never> =>
  Promise.reject(new Error("pictures are read when the bundle is built"));
