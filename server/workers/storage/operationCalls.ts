import type { OperationCalls, OperationName } from "../../storage/sqlite/operations.ts";
import { StorageError } from "../../storage/storage.ts";

/** Calls operations here or in another object. Failures reject with a `StorageError`. */
export function openOperationCalls(
  run: (name: OperationName, args: readonly unknown[]) => unknown,
): OperationCalls {
  const call = async (name: OperationName, ...args: readonly unknown[]): Promise<unknown> => {
    try {
      return await run(name, args);
    } catch (error) {
      throw new StorageError(error instanceof Error ? error.message : String(error), {
        cause: error,
      });
    }
  };
  return { call: call as OperationCalls["call"] };
}
