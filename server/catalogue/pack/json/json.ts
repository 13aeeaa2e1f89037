import { printParseErrorCode, visit, type JSONVisitor } from "jsonc-parser";
import { fail, succeed, type Result } from "../../../../schema/values/result.ts";

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

/** False if the text is nested too deeply for the parser, which recurses; earlier visits have been made. */
export function visitJson(text: string, visitor: JSONVisitor): boolean {
  try {
    visit(text, visitor, { disallowComments: true });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * The first error in words: `comma expected`. Ignores blank lines at the end, so that the error is on a line with text.
 */
function findSyntaxProblem(text: string): SyntaxProblem {
  let first: SyntaxProblem | undefined;
  const onError = (code: number, _offset: number, _length: number, line: number): void => {
    const words = printParseErrorCode(code).replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ");
    first ??= { line: line + 1, reason: words.toLowerCase() };
  };
  const isWhole = visitJson(text.trimEnd(), { onError });
  return first ?? { line: 1, reason: isWhole ? "not JSON" : "nested too deeply" };
}

export function parseJson(text: string): Result<unknown, SyntaxProblem> {
  try {
    return succeed(JSON.parse(text));
  } catch {
    return fail(findSyntaxProblem(text));
  }
}
