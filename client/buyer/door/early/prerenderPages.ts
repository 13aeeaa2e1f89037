import { runnerImport, type Plugin } from "vite";
import { bundleScript } from "../../../build/bundleScript.ts";
import { pageHtml } from "../../../build/pageHtml.ts";
import { LANGUAGES, type Language } from "../../../ui/text/language.ts";

interface Drawing {
  readonly prerenderJoinPage: (language: Language) => Promise<string>;
}

/**
 * Writes `door.<language>.html`: the join page prerendered in each language, shown with the server's first response and
 * hydrated later.
 */
export const doors = (root: string): Plugin => ({
  name: "doors",
  apply: "build",
  enforce: "post",
  generateBundle: {
    order: "post",
    async handler(_options, bundle) {
      const { module } = await runnerImport<Drawing>(
        `${import.meta.dirname}/prerenderJoinPage.tsx`,
        {
          root,
          configFile: false,
          logLevel: "error",
        },
      );
      const first = await bundleScript(`${import.meta.dirname}/joinBootstrap.ts`, "iife");
      for (const language of LANGUAGES) {
        const drawn = await module.prerenderJoinPage(language);
        this.emitFile({
          type: "asset",
          fileName: `door.${language}.html`,
          source: pageHtml(bundle, {
            language,
            modules: ["buyer/BuyerPage.tsx"],
            words: ["buyer"],
            first,
            drawn,
            inlined: "first paint",
          }),
        });
      }
    },
  },
});
