import type { HtmlTagDescriptor, Plugin } from "vite";
import { chunkOf, fontOf, stylesOf, withImports, type Bundle } from "./bundle.ts";

const link = (attrs: Record<string, string | boolean>): HtmlTagDescriptor => ({
  tag: "link",
  injectTo: "head",
  attrs: { crossorigin: true, ...attrs },
});

const linksTo = (bundle: Bundle): HtmlTagDescriptor[] => {
  const chunks = withImports(bundle, [chunkOf(bundle, "app/openPage.tsx")]);
  const serif = fontOf(bundle, "eb-garamond-latin-400-normal");
  return [
    ...chunks.map(({ fileName }) => link({ rel: "modulepreload", href: `./${fileName}` })),
    ...chunks
      .flatMap(stylesOf)
      .map((file) => link({ rel: "preload", as: "style", href: `./${file}` })),
    link({ rel: "preload", as: "font", type: "font/woff2", href: `./${serif}` }),
  ];
};

/** Preloads the files that every page needs before its first paint. */
export const preloads = (): Plugin => ({
  name: "preloads",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle }) => (bundle === undefined ? [] : linksTo(bundle)),
  },
});
