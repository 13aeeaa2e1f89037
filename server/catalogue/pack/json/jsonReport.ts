import { showPath, type JsonPath } from "./json.ts";
import { walkJson } from "./jsonLines.ts";
import type { ReportProblem } from "../packProblems.ts";

/** Notes something wrong at a path of a JSON file. */
export type ReportAt = (path: JsonPath, reason: string) => void;

export interface JsonReport {
  readonly at: ReportAt;
  /** Hands over everything noted, each with its line, and the names that the text repeats. */
  readonly flush: () => void;
}

/** Deeper paths than any of the format are shown without their line. */
const DEEPEST_PATH = 12;
const MOST_REPEATS = 50;

const keyOf = (path: JsonPath): string => path.join("\u0000");

/** Collects problems by path and finds the lines of all of them in one pass over `text`. */
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
          if (path.length > DEEPEST_PATH) return;
          const key = keyOf(path);
          if (wanted.has(key)) lines.set(key, line);
        },
        repeat: (path, line) => {
          repeats += 1;
          if (repeats > MOST_REPEATS) return;
          report(`${showPath(path.slice(-DEEPEST_PATH))}: stands here twice`, line);
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
