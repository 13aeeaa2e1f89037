import type { Plugin } from "vite";

/** What each file imports before it runs, by its name. */
export type FileImports = ReadonlyMap<string, readonly string[]>;

/** Files that import each other in a circle, in its order, each once; `undefined`: there are none. */
export function findCircle(files: FileImports): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
    const at = path.indexOf(file);
    if (at >= 0) return path.slice(at);
    if (done.has(file)) return undefined;
    for (const imported of files.get(file) ?? []) {
      const circle = visit(imported, [...path, file]);
      if (circle !== undefined) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of files.keys()) {
    const circle = visit(file, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

/** Refuses a build whose files import each other in a circle: one of them runs before what it needs, and no page is drawn. */
export const noChunkCircles = (): Plugin => ({
  name: "no-chunk-circles",
  apply: "build",
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
    const circle = findCircle(new Map(chunks.map(({ fileName, imports }) => [fileName, imports])));
    if (circle !== undefined) this.error(`files import each other: ${circle.join(" -> ")}`);
  },
});
