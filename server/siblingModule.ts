import { extname } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The module of this name beside another one, for a thread: TypeScript where that is, JavaScript in a published
 * package.
 */
export const siblingModule = (url: string, name: string): URL =>
  new URL(`./${name}${extname(fileURLToPath(url))}`, url);
