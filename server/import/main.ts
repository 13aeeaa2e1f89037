import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { ListMapping } from "../../schema/list/mapping.ts";
import { readConfig } from "../config.ts";
import { describeOutcome, isUnderstood } from "./describeOutcome.ts";
import { importByHttp } from "./importByHttp.ts";
import { importIntoStorage } from "./importIntoStorage.ts";
import { readServerUrl } from "./serverUrl.ts";
import type { ImportOutcome, ImportRequest } from "./importRequest.ts";

const USAGE = `npm run import -- <development> <file> [--dry-run] [--mapping file.json]
    [--skip-problems] [--conflicts list|desk]`;
const WRONG_USE = 2;

class UsageError extends Error {}

async function readMapping(path: string): Promise<ListMapping> {
  const text = await readFile(path, "utf8");
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), ListMapping), text);
  if (parsed.success) return parsed.output;
  const where = parsed.issues.map((issue) => v.getDotPath(issue) ?? "the file").join(", ");
  throw new UsageError(`${path} is no mapping. Wrong: ${where}`);
}

async function readRequest(args: readonly string[]): Promise<ImportRequest> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      "dry-run": { type: "boolean", default: false },
      "skip-problems": { type: "boolean", default: false },
      conflicts: { type: "string" },
      mapping: { type: "string" },
    },
  });
  const [project, path, ...rest] = positionals;
  const { conflicts } = values;
  if (project === undefined || path === undefined || rest.length > 0) throw new UsageError(USAGE);
  if (conflicts !== undefined && conflicts !== "list" && conflicts !== "desk") {
    throw new UsageError(USAGE);
  }
  return {
    project,
    file: { bytes: await readFile(path), fileName: basename(path) },
    mapping: values.mapping === undefined ? undefined : await readMapping(values.mapping),
    dryRun: values["dry-run"],
    skipProblems: values["skip-problems"],
    conflicts,
  };
}

/** Imports through the running server if only it can open the storage, or else into the storage. */
async function run(request: ImportRequest): Promise<ImportOutcome> {
  const config = readConfig(process.env);
  if (!config.ok) throw new UsageError(config.problem.join("\n"));
  const { databaseUrl, dataDir } = config.value;
  const url = databaseUrl === undefined ? await readServerUrl(dataDir) : undefined;
  return url === undefined
    ? importIntoStorage(request, config.value, randomBytes)
    : importByHttp(request, config.value, url);
}

async function main(): Promise<void> {
  try {
    const outcome = await run(await readRequest(process.argv.slice(2)));
    process.stdout.write(`${describeOutcome(outcome)}\n`);
    process.exitCode = isUnderstood(outcome) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof UsageError ? WRONG_USE : 1;
  }
}

await main();
