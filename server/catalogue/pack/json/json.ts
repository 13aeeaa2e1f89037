import { fail, succeed, type Result } from "../../../../schema/result.ts";

export type JsonPath = readonly (string | number)[];

export interface SyntaxProblem {
  readonly line: number;
  readonly reason: string;
}

/** `buildings[2].floors[0].plan` */
export const showPath = (path: JsonPath): string =>
  path
    .map((key, index) => (typeof key === "number" ? `[${key}]` : index === 0 ? key : `.${key}`))
    .join("");

const lineAt = (text: string, position: number): number =>
  text.slice(0, position).split("\n").length;

const messageOf = (text: string): string | undefined => {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const UNEXPECTED = "Unexpected token";

/** The engine quotes an unexpected token but does not place it: it is the last character of the shortest failing prefix. */
function unexpectedTokenEnd(text: string): number {
  let below = 0;
  let end = text.length;
  while (end - below > 1) {
    const middle = Math.floor((below + end) / 2);
    if (messageOf(text.slice(0, middle))?.startsWith(UNEXPECTED) === true) end = middle;
    else below = middle;
  }
  return end;
}

function placeSyntaxProblem(text: string, message: string): SyntaxProblem {
  const length = text.trimEnd().length;
  const placed = /^(.*?) in JSON at position (\d+) \(line (\d+) column \d+\)/s.exec(message);
  if (placed?.[1] !== undefined && Number(placed[2]) < length) {
    return { line: Number(placed[3]), reason: placed[1] };
  }
  if (!message.startsWith(UNEXPECTED)) {
    return { line: lineAt(text, length), reason: "ends too early" };
  }
  const end = unexpectedTokenEnd(text);
  return { line: lineAt(text, end - 1), reason: `unexpected ${JSON.stringify(text[end - 1])}` };
}

export function parseJson(text: string): Result<unknown, SyntaxProblem> {
  const message = messageOf(text);
  return message === undefined
    ? succeed(JSON.parse(text))
    : fail(placeSyntaxProblem(text, message));
}
