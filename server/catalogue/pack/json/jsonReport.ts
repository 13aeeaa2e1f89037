import type { ReportProblem } from "../packProblems.ts";
import { showPath, visitJson, type JsonPath } from "./json.ts";

/** Collects a problem at a path of a JSON file. */
export type ReportAt = (path: JsonPath, reason: string) => void;

export interface JsonReport {
  readonly at: ReportAt;
  /** Reports all collected problems, each with its line, and repeated names. */
  readonly flush: () => void;
}

/** Deeper than any path of the format; deeper paths are reported without a line. */
const DEEPEST_PATH = 12;
const MOST_REPEATS = 50;

interface JsonVisitor {
  /** Start of a name or array element. */
  readonly place: (path: () => JsonPath, line: number) => void;
  /** A name that an object repeats; parsers silently keep the last. */
  readonly repeat: (path: () => JsonPath, line: number) => void;
}

/** Visits a text that is valid JSON. */
function walkJson(text: string, { place, repeat }: JsonVisitor): void {
  const names: Set<string>[] = [];
  const onValue = (line: number, path: () => JsonPath): void => {
    if (typeof path().at(-1) === "number") place(path, line + 1);
  };
  visitJson(text, {
    onObjectBegin: (_offset, _length, line, _column, path) => {
      names.push(new Set());
      onValue(line, path);
    },
    onArrayBegin: (_offset, _length, line, _column, path) => onValue(line, path),
    onLiteralValue: (_value, _offset, _length, line, _column, path) => onValue(line, path),
    onObjectProperty: (name, _offset, _length, line, _column, parent) => {
      const path = () => [...parent(), name];
      place(path, line + 1);
      if (names.at(-1)?.has(name) === true) repeat(path, line + 1);
      names.at(-1)?.add(name);
    },
    onObjectEnd: () => void names.pop(),
  });
}

const keyOf = (path: JsonPath): string => path.join("\u0000");

/** Collects problems by path and finds all their lines in one pass over `text`. */
export function openJsonReport(text: string, report: ReportProblem): JsonReport {
  const noted: { path: JsonPath; reason: string }[] = [];
  return {
    at: (path, reason) => noted.push({ path: [...path], reason }),
    flush: () => {
      const lines = new Map<string, number>();
      const wanted = new Set(
        noted.flatMap(({ path }) => path.map((_, index) => keyOf(path.slice(0, index + 1)))),
      );
      let repeats = 0;
      walkJson(text, {
        place: (path, line) => {
          if (wanted.size === 0) return;
          const found = path();
          const key = found.length > DEEPEST_PATH ? "" : keyOf(found);
          if (wanted.has(key)) lines.set(key, line);
        },
        repeat: (path, line) => {
          repeats += 1;
          if (repeats > MOST_REPEATS) return;
          report(`${showPath(path().slice(-DEEPEST_PATH))}: stands here twice`, line);
        },
      });
      const lineOf = (path: JsonPath): number | undefined => {
        for (let length = path.length; length > 0; length -= 1) {
          const line = lines.get(keyOf(path.slice(0, length)));
          if (line !== undefined) return line;
        }
        return undefined;
      };
      for (const { path, reason } of noted) {
        report(path.length === 0 ? reason : `${showPath(path)}: ${reason}`, lineOf(path));
      }
    },
  };
}
