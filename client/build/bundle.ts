import type { Rolldown } from "vite";

export type Bundle = Rolldown.OutputBundle;
export type Chunk = Rolldown.OutputChunk;

const isChunk = (file: Bundle[string]): file is Chunk => file.type === "chunk";

/** The chunk that was made for a module: `buyer/BuyerPage.tsx`. */
export function chunkOf(bundle: Bundle, module: string): Chunk {
  const chunk = Object.values(bundle)
    .filter(isChunk)
    .find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(`/client/${module}`)));
  if (chunk === undefined) throw new Error(`no chunk holds ${module}`);
  return chunk;
}

/** The chunks and everything that they import, each once, in the order of first need. */
export function withImports(bundle: Bundle, chunks: readonly Chunk[]): readonly Chunk[] {
  const found = new Set<Chunk>();
  const add = (chunk: Chunk) => {
    if (found.has(chunk)) return;
    found.add(chunk);
    for (const name of chunk.imports) {
      const imported = bundle[name];
      if (imported !== undefined && isChunk(imported)) add(imported);
    }
  };
  for (const chunk of chunks) add(chunk);
  return [...found];
}

/** The names of the style sheets that a chunk brings. */
export const stylesOf = ({ viteMetadata }: Chunk): readonly string[] => [
  ...(viteMetadata?.importedCss ?? []),
];

/** An asset's text. */
export function textOf(bundle: Bundle, name: string): string {
  const file = bundle[name];
  if (file?.type !== "asset") throw new Error(`${name} is no asset`);
  return typeof file.source === "string" ? file.source : new TextDecoder().decode(file.source);
}

/** The name of a font's file, with its hash. */
export function fontOf(bundle: Bundle, face: string): string {
  const name = Object.keys(bundle).find((file) => file.startsWith(`assets/${face}-`));
  if (name === undefined) throw new Error(`no font ${face}`);
  return name;
}
