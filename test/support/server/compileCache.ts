import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "..", "..", "..", "node_modules", ".cache", "compiled");

/** For the environment of every process that a test starts: Node keeps there what it compiled, and starts in half the time. */
export const COMPILE_CACHE = { NODE_COMPILE_CACHE: FOLDER } as const;
