import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type HtmlTagDescriptor, type Plugin } from "vite";

const server = `http://127.0.0.1:${process.env["PORT"] ?? "3000"}`;

/** What every page needs before its first paint and would otherwise ask for one after the other. */
const preloads = (): Plugin => ({
  name: "preloads",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle = {} }): HtmlTagDescriptor[] => {
      const files = Object.values(bundle);
      const drawing = files.find((file) => file.type === "chunk" && file.name === "openPage");
      const chunks = drawing?.type === "chunk" ? [drawing.fileName, ...drawing.imports] : [];
      const serif = files.find(({ fileName }) =>
        /\/eb-garamond-latin-400-normal-[^/]+\.woff2$/.test(fileName),
      );
      const link = (attrs: Record<string, string | boolean>): HtmlTagDescriptor => ({
        tag: "link",
        injectTo: "head",
        attrs: { crossorigin: true, ...attrs },
      });
      return [
        ...chunks.map((file) => link({ rel: "modulepreload", href: `/${file}` })),
        ...(serif === undefined
          ? []
          : [link({ rel: "preload", as: "font", type: "font/woff2", href: `/${serif.fileName}` })]),
      ];
    },
  },
});

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss(), preloads()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    sourcemap: true,
    target: "es2022",
  },
  resolve: { dedupe: ["yjs", "react", "react-dom"] },
  server: {
    port: 5173,
    proxy: {
      "/api": server,
      "/media": server,
      "/sync": { target: server, ws: true },
    },
  },
});
