import assert from "node:assert/strict";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describeApi } from "../../../server/http/openapi/document.ts";

interface Content {
  readonly schema?: object;
  readonly example?: unknown;
}
interface Described {
  readonly content?: Readonly<Record<string, Content>>;
}
export interface DescribedOperation {
  readonly operationId: string;
  readonly requestBody?: Described;
  readonly responses: Readonly<Record<string, Described>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

export const apiDocument = describeApi("https://live.example.com") as Document;

/** A copy of the schema in which objects allow no undescribed members. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const inside = Object.fromEntries(
    Object.entries(schema).map(([name, value]) => [name, name === "enum" ? value : closed(value)]),
  );
  const isOpen = "properties" in inside && inside["additionalProperties"] === undefined;
  return isOpen ? { ...inside, additionalProperties: false } : inside;
}

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({
  $id: "api",
  components: closed(apiDocument.components),
});

const withIds = (schema: object): object =>
  JSON.parse(
    JSON.stringify(closed(schema)).replaceAll("#/components/", "api#/components/"),
  ) as object;

const compiled = new Map<object, ValidateFunction>();
function validatorOf(schema: object): ValidateFunction {
  const known = compiled.get(schema) ?? ajv.compile(withIds(schema));
  compiled.set(schema, known);
  return known;
}

/** The mismatches between a value and the schema, one sentence each. */
export function faultsOf(schema: object, value: unknown): readonly string[] {
  const validate = validatorOf(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${instancePath} ${message ?? ""} ${JSON.stringify(params)}`,
  );
}

const patterns = Object.entries(apiDocument.paths).map(([path, operations]) => ({
  operations,
  parts: path.split("/").length,
  // A path without parameters takes precedence over one with parameters in the same position.
  parameters: path.split("{").length,
  pattern: new RegExp(`^${path.replaceAll(/\{file\}/g, ".+").replaceAll(/\{\w+\}/g, "[^/]+")}$`),
}));

/** The description of a call; `undefined` if it has none. */
function findOperation(method: string, path: string): DescribedOperation | undefined {
  const [found] = patterns
    .filter(({ pattern }) => pattern.test(path))
    .toSorted((one, other) => one.parameters - other.parameters);
  return found?.operations[method.toLowerCase()];
}

export interface CheckedAnswer {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
}

/** Throws if a response does not match its call's description. Paths that are not calls are ignored. */
export function checkAnswer(method: string, url: string, answer: CheckedAnswer): void {
  const path = new URL(url, "http://localhost").pathname;
  const operation = findOperation(method, path);
  const { status, type, text } = answer;
  if (operation === undefined) {
    const isCall = path.startsWith("/api/") && !["HEAD", "OPTIONS"].includes(method);
    assert(!isCall || status >= 400, `${method} ${path} is not described`);
    return;
  }
  const described = operation.responses[status];
  const about = `${method} ${path}: ${status}`;
  assert(described !== undefined || status === 405, `${about} is not described`);
  const [media = ""] = (type ?? "").split(";");
  const content = described?.content?.[media];
  if (described?.content === undefined) {
    if (status !== 405) assert(text === "", `${about} has a body, and none is described`);
    return;
  }
  const isAny = Object.keys(described.content).some((name) => name.endsWith("/*"));
  assert(content !== undefined || isAny, `${about} is ${media}, which is not described`);
  if (content?.schema === undefined) return;
  const faults = faultsOf(content.schema, JSON.parse(text));
  assert(
    faults.length === 0,
    `${about} is not as described:\n${faults.join("\n")}\n${text.slice(0, 600)}`,
  );
}

/** Checks a response whose body has not been read, and leaves it readable. */
export async function checkResponse(
  method: string,
  url: string,
  response: Response,
): Promise<void> {
  const { status, headers } = response;
  const type = headers.get("content-type");
  const { pathname } = new URL(url, "http://localhost");
  const isDescribed = findOperation(method, pathname) !== undefined;
  // A stream of events never ends, and a file is not text.
  const isRead = isDescribed && (type === null || /[/+]json/.test(type));
  checkAnswer(method, url, { status, type, text: isRead ? await response.clone().text() : "" });
}
