import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { recapPages } from "./build/recapPages.ts";
import { doors } from "./buyer/door/early/prerenderPages.ts";
import { chunkGroups } from "./build/chunks.ts";
import { elements } from "./build/elements.ts";
import { precompress } from "./build/precompress.ts";
import { preloads } from "./build/preloads.ts";
import { refuseCircles } from "./build/refuseCircles.ts";

const server = `http://127.0.0.1:${process.env["PORT"] ?? "3000"}`;

export default defineConfig({
  root: import.meta.dirname,
  // The base path is added by the server when it sends a page.
  base: "./",
  plugins: [
    react(),
    tailwindcss(),
    refuseCircles(),
    preloads(),
    doors(import.meta.dirname),
    recapPages(import.meta.dirname),
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
          groups: chunkGroups(import.meta.dirname),
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
