/** A package of this folder's own manifest. It is absent until the benchmark has installed it, so its types are told. */
export const loadPeer = async <Module>(name: string): Promise<Module> =>
  (await import(name)) as Module;
