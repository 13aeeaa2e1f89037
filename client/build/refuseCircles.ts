import type { Plugin, Rolldown } from "vite";
import type { Bundle } from "./bundle.ts";

/** Files with the files that each imports at once. */
type Imports = ReadonlyMap<string, readonly string[]>;

/** The files of a circle of imports, the first one again at its end; `undefined` when there is none. */
export function findCircle(imports: Imports): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
    const start = path.indexOf(file);
    if (start >= 0) return [...path.slice(start), file];
    if (done.has(file)) return undefined;
    for (const next of imports.get(file) ?? []) {
      const circle = visit(next, [...path, file]);
      if (circle !== undefined) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of imports.keys()) {
    const circle = visit(file, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

/** Style sheets leave no code in a script. */
const hasCode = ({ moduleIds }: Rolldown.OutputChunk): boolean =>
  moduleIds.some((id) => !id.endsWith(".css"));

/** The imports between chunks with code of their own, directly or through chunks that only re-export. */
function importsOf(bundle: Bundle): Imports {
  const chunks = new Map(
    Object.values(bundle).flatMap((file) => (file.type === "chunk" ? [[file.fileName, file]] : [])),
  );
  const reach = (name: string): readonly string[] => {
    const chunk = chunks.get(name);
    return chunk === undefined || hasCode(chunk) ? [name] : chunk.imports.flatMap(reach);
  };
  const imports = new Map<string, readonly string[]>();
  for (const [name, chunk] of chunks) {
    const others = chunk.imports.flatMap(reach).filter((other) => other !== name);
    if (hasCode(chunk)) imports.set(name, others);
  }
  return imports;
}

/**
 * Fails a build whose scripts import each other in a circle: whichever of them runs first finds the other's exports
 * unset, and no page is drawn. Groups of modules make such circles out of sources that have none.
 */
export const refuseCircles = (): Plugin => ({
  name: "refuse-circles",
  apply: "build",
  generateBundle(_options, bundle) {
    const circle = findCircle(importsOf(bundle));
    if (circle !== undefined) this.error(`scripts import each other: ${circle.join(" → ")}`);
  },
});
