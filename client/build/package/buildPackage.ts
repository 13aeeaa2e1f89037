import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { build } from "vite";

/**
 * Builds `dist`, which is what the published package holds: the server as JavaScript (Node strips no types below
 * `node_modules`), the pages, and the declarations of what may be imported. Run by `npm pack` before it packs.
 */
const root = join(import.meta.dirname, "..", "..", "..");
const dist = join(root, "dist");
const bin = join(root, "node_modules", ".bin");

/** Declarations that consumers import; others that these need are kept with them. */
const ENTRIES = [
  "server/createOffplan.d.ts",
  "client/session/index.d.ts",
  "client/react/index.d.ts",
];

function run(command: string, ...args: readonly string[]): void {
  // Builds the same pages as `npm start`, whatever `NODE_ENV` is set here.
  const { NODE_ENV: _ours, ...env } = process.env;
  const { status, error } = spawnSync(command, args, { cwd: root, env, stdio: ["ignore", 2, 2] });
  if (status !== 0) throw error ?? new Error(`${command} ${args.join(" ")} ended with ${status}`);
}

const RELATIVE = /(\bfrom |\bimport\()"(\.{1,2}\/[^"]+)\.tsx?"/g;

const importsOf = (text: string): readonly string[] =>
  [...text.matchAll(RELATIVE)].map(([, , path = ""]) => `${path}.d.ts`);

/** The declarations that the entries need. */
function neededDeclarations(): ReadonlySet<string> {
  const needed = new Set<string>();
  const add = (path: string): void => {
    if (needed.has(path)) return;
    needed.add(path);
    for (const imported of importsOf(readFileSync(path, "utf8"))) {
      add(resolve(dirname(path), imported));
    }
  };
  for (const entry of ENTRIES) add(join(dist, entry));
  return needed;
}

/** The compiler leaves `.ts` in the imports of declarations, which no consumer resolves. */
function finishDeclarations(): void {
  const needed = neededDeclarations();
  for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
    const path = join(dist, name);
    if (!name.endsWith(".d.ts")) continue;
    if (!needed.has(path)) rmSync(path);
    else writeFileSync(path, readFileSync(path, "utf8").replaceAll(RELATIVE, '$1"$2.js"'));
  }
}

/** Without source maps, which would be half of the package. */
function copy(folder: string): void {
  const from = join(root, folder);
  if (!existsSync(from)) throw new Error(`${folder} is not there`);
  cpSync(from, join(dist, folder), {
    recursive: true,
    filter: (source) => !source.endsWith(".map") && relative(from, source) !== ".inputs",
  });
}

/** Modules for consumers' pages. Peer and installed dependencies stay external. */
async function buildModules(): Promise<void> {
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const outside = [...Object.keys(dependencies), "react", "react-dom"];
  await build({
    configFile: false,
    root: join(root, "client"),
    logLevel: "warn",
    build: {
      outDir: join(dist, "client"),
      emptyOutDir: false,
      target: "es2022",
      minify: false,
      lib: {
        entry: {
          session: join(root, "client", "session", "index.ts"),
          react: join(root, "client", "react", "index.tsx"),
        },
        formats: ["es"],
      },
      rolldownOptions: {
        external: (id) => outside.some((name) => id === name || id.startsWith(`${name}/`)),
      },
    },
  });
}

rmSync(dist, { recursive: true, force: true });
run(process.execPath, join(root, "client", "build", "buildPages.ts"));
for (const folder of ["server", "client"]) {
  run(join(bin, "tsc"), "-p", join(folder, "tsconfig.package.json"));
}
await buildModules();
finishDeclarations();
copy(join("client", "dist"));
copy(join("server", "demo", "pack"));
