import { accessSync, constants, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

function mayAccess(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

const find = (path: string) => {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
};

/** Whether it is a file that this process may read. */
export const isReadableFile = (path: string): boolean =>
  find(path)?.isFile() === true && mayAccess(path, constants.R_OK);

/** Whether it is a folder whose content this process may read. */
export const isReadableFolder = (path: string): boolean =>
  find(path)?.isDirectory() === true && mayAccess(path, constants.R_OK | constants.X_OK);

/** Whether it is a folder that this process may write in, or could be created. */
export function canHoldData(path: string): boolean {
  if (path.trim() === "") return false;
  let nearest = resolve(path);
  while (!mayAccess(nearest, constants.F_OK) && nearest !== dirname(nearest)) {
    nearest = dirname(nearest);
  }
  return (
    find(nearest)?.isDirectory() === true && mayAccess(nearest, constants.W_OK | constants.X_OK)
  );
}
