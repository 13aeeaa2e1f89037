import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../../server/config.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const DEPLOY = join(ROOT, "server", "deploy");
const read = (...path: readonly string[]): string => readFileSync(join(...path), "utf8");

/** The managed variant is bundled, and runs on a platform of its own. */
const ELSEWHERE = "workers/";

/** Packages that a folder's sources import at runtime. */
function importedPackages(folder: string): ReadonlySet<string> {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
  const found = new Set<string>();
  const sources = files.filter((name) => name.endsWith(".ts") && !name.startsWith(ELSEWHERE));
  for (const file of sources) {
    const source = read(ROOT, folder, file);
    const stated = source.matchAll(/^(?:import|export)\s+([^;]*?\s+from\s+)?"([^"]+)"/gm);
    const asked = source.matchAll(/(?<! typeof )\bimport(\()"([^"]+)"/g);
    for (const [, clause, from = ""] of [...stated, ...asked]) {
      if (clause?.startsWith("type ") === true || from.startsWith(".")) continue;
      const parts = from.split("/");
      found.add(parts.slice(0, from.startsWith("@") ? 2 : 1).join("/"));
    }
  }
  return found;
}

describe("the image", () => {
  test("has every runtime package of the server: none is a development dependency", () => {
    const { dependencies, optionalDependencies = {} } = JSON.parse(read(ROOT, "package.json")) as {
      readonly dependencies: Readonly<Record<string, string>>;
      readonly optionalDependencies?: Readonly<Record<string, string>>;
    };
    const packages = [...importedPackages("server"), ...importedPackages("schema")];
    expect(packages).toEqual(expect.arrayContaining(["express", "sharp"]));
    const builtIn = new Set(builtinModules);
    const missing = packages.filter(
      (name) =>
        !name.startsWith("node:") &&
        !builtIn.has(name) &&
        !(name in dependencies || name in optionalDependencies),
    );
    expect(missing).toEqual([]);
  });

  test("contains every folder that the server reads, and no secrets", () => {
    const dockerfile = read(DEPLOY, "Dockerfile");
    for (const copied of ["client/dist", "schema", "server", "node_modules", "package.json"]) {
      expect(dockerfile).toMatch(new RegExp(`^COPY .*${copied}`, "m"));
    }
    expect(dockerfile).not.toMatch(/KEY|SECRET|PASSWORD/);
    const left = read(DEPLOY, "Dockerfile.dockerignore");
    expect(left).toMatch(/^\*$/m);
    expect(left).toMatch(/^\*\*\/\.env$/m);
  });
});

describe("the example deployment", () => {
  /** The environment of the two processes, with every blank filled in. */
  function environment(): Readonly<Record<string, string>> {
    const compose = read(DEPLOY, "compose.yaml");
    const block = /\n {2}environment:\n((?: {4}\S.*\n)+)/.exec(compose)?.[1] ?? "";
    return Object.fromEntries(
      [...block.matchAll(/^ {4}(\w+): "?(.*?)"?$/gm)].map(([, name = "", value = ""]) => [
        name,
        value
          .replace("${PUBLIC_URL:?}", "https://live.example.com")
          .replace(/\$\{\w+:-(\w+)\}/g, "$1")
          .replace(/\$\{\w+:\?\}/g, "0123456789abcdef"),
      ]),
    );
  }

  test("has a valid configuration", () => {
    const { PROJECTS_DIR: projectsDir, ...given } = environment();
    // The container mounts it; a folder that is missing stops the start.
    expect(projectsDir).toBe("/projects");
    expect(Object.keys(given)).toContain("REDIS_URL");
    expect(readConfig(given)).toMatchObject({
      ok: true,
      value: {
        publicUrl: "https://live.example.com",
        databaseUrl: "postgres://offplan:0123456789abcdef@postgres:5432/offplan",
        redisUrl: "redis://:0123456789abcdef@redis:6379",
        trustProxy: 1,
      },
    });
  });

  test("uses only variables of its example file", () => {
    const asked = [...read(DEPLOY, "compose.yaml").matchAll(/\$\{(\w+):\?\}/g)].map(
      ([, name]) => name,
    );
    const named = new Set(
      [...read(DEPLOY, ".env.example").matchAll(/^(\w+)=/gm)].map(([, name]) => name),
    );
    expect(asked.length).toBeGreaterThan(4);
    expect(asked.filter((name) => !named.has(name))).toEqual([]);
  });
});
