import { toJsonSchema, toJsonSchemaDefs, type ConversionConfig } from "@valibot/to-json-schema";
import { ProjectSchema } from "../../../schema/catalogue/projectSchema.ts";
import { Moment } from "../../../schema/history/moment.ts";
import { Filters } from "../../../schema/presentation/filters.ts";
import { View } from "../../../schema/presentation/presentation.ts";
import { ProblemAnswer } from "../../../schema/protocol/answers.ts";
import { PROBLEM_STATUS, type ProblemCode } from "../../../schema/protocol/problems.ts";
import type { Caller, JsonContent, Operation, OtherContent } from "./operation.ts";
import { OPERATIONS } from "./operations.ts";

const DESCRIPTION =
  "Agents present a development that is not built yet; buyers follow on their own phones. Errors are problem details " +
  "(RFC 9457) with a stable code. Times are ISO 8601, money is in minor units of the development's currency.";

/** Shapes that several calls share, by their names in the document. */
const SHARED = { View, Filters, Moment, Project: ProjectSchema, Problem: ProblemAnswer };

/** A pattern without flags, which JSON Schema lacks. Only patterns of ids ignore case. */
const plainPattern = ({ source, flags }: RegExp): string =>
  flags.includes("i") ? source.replaceAll("a-z", "A-Za-z") : source;

const CONVERSION: ConversionConfig = {
  target: "draft-2020-12",
  typeMode: "input",
  // Checks beyond a schema's shape are not described.
  errorMode: "ignore",
  overrideAction: ({ valibotAction, jsonSchema }) =>
    valibotAction.type === "regex" && "requirement" in valibotAction
      ? { ...jsonSchema, pattern: plainPattern(valibotAction.requirement as RegExp) }
      : undefined,
  overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
};

function toSchema(schema: JsonContent["schema"]): object {
  const {
    $schema: _draft,
    $defs: _shared,
    ...converted
  } = toJsonSchema(schema, {
    ...CONVERSION,
    definitions: SHARED,
  }) as Record<string, unknown>;
  return converted;
}

const isJson = (content: JsonContent | OtherContent): content is JsonContent => "schema" in content;

function toContent(content: JsonContent | OtherContent): object {
  if (isJson(content)) {
    const { schema, example } = content;
    return { "application/json": { schema: toSchema(schema), example } };
  }
  return Object.fromEntries(content.types.map((type) => [type, {}]));
}

/** Any call may answer with these. */
const COMMON: readonly ProblemCode[] = [
  "invalid_body",
  "unknown",
  "body_too_large",
  "internal",
  "unavailable",
];

const problem = (codes: readonly ProblemCode[]): object => ({
  description: codes.join(", "),
  content: {
    "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
  },
});

function problemsOf({ caller, codes = [] }: Operation): object {
  const isOpen = caller === "anybody" || caller === "operator";
  const all = new Set([...COMMON, ...(isOpen ? [] : (["unauthorized"] as const)), ...codes]);
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of all) {
    const status = PROBLEM_STATUS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries([...byStatus].map(([status, own]) => [status, problem(own)]));
}

const DONE: Readonly<Record<number, string>> = {
  200: "Done",
  201: "Created",
  202: "In effect; it is stored later",
  204: "Done",
  304: "Nothing changed",
};

/** `:id` and `*file` as the document writes parameters. */
const parameter = /[:*](\w+)/g;
export const documentPath = (path: string): string => path.replace(parameter, "{$1}");

function toOperation(operation: Operation): object {
  const { method, path, caller, summary, query = [], body, answers } = operation;
  const named = [...path.matchAll(parameter)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const asked = query.map(({ name, description, values }) => ({
    name,
    in: "query",
    description,
    schema: { type: "string", ...(values && { enum: values }) },
  }));
  const responses = Object.entries(answers).map(([status, content]) => [
    status,
    {
      description: DONE[Number(status)] ?? "Done",
      ...(content !== undefined && { content: toContent(content) }),
    },
  ]);
  return {
    operationId: `${method}${path.replaceAll(/[^A-Za-z]+(\w)/g, (_, first: string) => first.toUpperCase())}`,
    summary,
    security: SECURITY[caller].map((name) => ({ [name]: [] })),
    ...(named.length + asked.length > 0 && { parameters: [...named, ...asked] }),
    ...(body !== undefined && { requestBody: { required: true, content: toContent(body) } }),
    responses: { ...problemsOf(operation), ...(Object.fromEntries(responses) as object) },
  };
}

const bearer = (description: string): object => ({ type: "http", scheme: "bearer", description });
const SCHEMES = {
  agent: bearer("An agent's token, of sign-in or of the company's identity provider"),
  service: bearer("A program's key (SERVICE_KEYS)"),
  room: bearer("A room token, of tokens or join"),
  recap: bearer("The token of an opened recap"),
};
const SECURITY: Readonly<Record<Caller, readonly (keyof typeof SCHEMES)[]>> = {
  anybody: [],
  operator: [],
  agent: ["agent"],
  staff: ["agent", "service"],
  editor: ["agent", "service"],
  reader: ["agent", "service", "room", "recap"],
  room: ["room"],
  recap: ["recap"],
};

/** The description of every call, OpenAPI 3.1. `server` is the public address, base path included. */
export function describeApi(server: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of OPERATIONS) {
    const path = documentPath(operation.path);
    paths[path] = { ...paths[path], [operation.method]: toOperation(operation) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Offplan Live", version: "1", description: DESCRIPTION },
    servers: [{ url: server }],
    paths,
    components: { schemas: toJsonSchemaDefs(SHARED, CONVERSION), securitySchemes: SCHEMES },
  };
}
