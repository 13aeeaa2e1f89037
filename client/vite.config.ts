import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { doors } from "./buyer/door/early/prerenderPages.ts";
import { elements } from "./build/elements.ts";
import { precompress } from "./build/precompress.ts";
import { preloads } from "./build/preloads.ts";

const server = `http://127.0.0.1:${process.env["PORT"] ?? "3000"}`;

/** What every page needs before it draws, in one file: a phone asks for few things at a time. */
const EVERY_PAGE =
  /rolldown\/runtime|\/node_modules\/(?:react|react-dom|scheduler|i18next|react-i18next)\/|\/client\/(?:app\/openPage\.tsx|ui\/text\/(?:i18n|typefaces)\.ts|ui\/(?:PlainButton|buttonStyle)\.tsx|ui\/locales\/en\/common\.json)$/;

export default defineConfig({
  root: import.meta.dirname,
  // The base path is added by the server when it sends a page.
  base: "./",
  plugins: [
    react(),
    tailwindcss(),
    preloads(),
    doors(import.meta.dirname),
    elements(import.meta.dirname),
    precompress(),
  ],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    sourcemap: true,
    target: "es2022",
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Modules of the first script stay in its chunk, so that it depends on no other.
          includeDependenciesRecursively: false,
          groups: [{ name: "every-page", test: EVERY_PAGE }],
        },
      },
    },
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
