import { join } from "node:path";
import type { Plugin } from "vite";
import { bundleScript } from "./bundleScript.ts";

/** Writes `element.js`: the custom elements for embedding pages, under a name that does not change. */
export const elements = (root: string): Plugin => ({
  name: "elements",
  apply: "build",
  async generateBundle() {
    const source = await bundleScript(join(root, "element", "defineElements.ts"), "es");
    this.emitFile({ type: "asset", fileName: "element.js", source });
  },
});
