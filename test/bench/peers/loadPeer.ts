/** Imports a package of this folder's manifest. It is installed by the benchmark, so its type is given by the caller. */
export const loadPeer = async <Module>(name: string): Promise<Module> =>
  (await import(name)) as Module;
