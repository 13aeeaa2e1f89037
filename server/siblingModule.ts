import { extname } from "node:path";
import { fileURLToPath } from "node:url";

/** URL of the module `name` beside the one at `url`, for a thread: TypeScript, or JavaScript in a published package. */
export const siblingModule = (url: string, name: string): URL =>
  new URL(`./${name}${extname(fileURLToPath(url))}`, url);
