import { join } from "node:path";
import type { Plugin } from "vite";
import { bundleScript } from "./bundleScript.ts";
import { pageHtml } from "./pageHtml.ts";
import { LANGUAGES } from "../ui/text/language.ts";

/** Writes `recap.<language>.html`: the page that asks for a recap while its scripts are loaded. */
export const recapPages = (root: string): Plugin => ({
  name: "recap-pages",
  apply: "build",
  enforce: "post",
  generateBundle: {
    order: "post",
    async handler(_options, bundle) {
      const first = await bundleScript(join(root, "recap", "early", "recapBootstrap.ts"), "iife");
      for (const language of LANGUAGES) {
        this.emitFile({
          type: "asset",
          fileName: `recap.${language}.html`,
          source: pageHtml(bundle, {
            language,
            modules: ["recap/openRecap.tsx"],
            words: ["recap", "stage"],
            first,
            inlined: "page",
          }),
        });
      }
    },
  },
});
