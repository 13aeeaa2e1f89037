import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = `http://127.0.0.1:${process.env["PORT"] ?? "3000"}`;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss()],
  build: { outDir: "dist", emptyOutDir: true, sourcemap: true, target: "es2022" },
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
