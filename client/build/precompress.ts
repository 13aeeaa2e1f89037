import { brotliCompressSync, constants } from "node:zlib";
import type { Plugin } from "vite";

const GAINS = /\.(?:css|js|svg)$/;

/** Writes `<name>.br` beside compressible files, at the highest quality. */
export const precompress = (): Plugin => ({
  name: "precompress",
  apply: "build",
  enforce: "post",
  generateBundle: {
    order: "post",
    handler(_options, bundle) {
      for (const [fileName, file] of Object.entries(bundle)) {
        if (!GAINS.test(fileName)) continue;
        const source = file.type === "chunk" ? file.code : file.source;
        this.emitFile({
          type: "asset",
          fileName: `${fileName}.br`,
          source: brotliCompressSync(source, {
            params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
          }),
        });
      }
    },
  },
});
