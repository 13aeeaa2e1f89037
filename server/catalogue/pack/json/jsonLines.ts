import type { JsonPath } from "./json.ts";

interface Frame {
  readonly isObject: boolean;
  /** What has been named in an object. */
  readonly names: Set<string>;
  /** Of the value that is being read. */
  key: string | number;
  /** Whether the next string of an object is a name. */
  expectsName: boolean;
}

/** Where the string that opens at `start` has its closing quote. */
function closingQuote(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}

const openFrame = (isObject: boolean): Frame => ({
  isObject,
  names: new Set(),
  key: isObject ? "" : 0,
  expectsName: isObject,
});

export interface JsonVisitor {
  /** A name or an array's value begins here. The path is only valid during the call. */
  place(path: JsonPath, line: number): void;
  /** An object repeats a name; parsers keep the last and say nothing. */
  repeat(path: JsonPath, line: number): void;
}

/** Goes once through a text that has already been parsed as JSON, telling the line each path stands on. */
export function walkJson(text: string, visitor: JsonVisitor): void {
  const frames: Frame[] = [];
  const path: (string | number)[] = [];
  let line = 1;

  const place = (frame: Frame) => {
    path[frames.length - 1] = frame.key;
    path.length = frames.length;
    visitor.place(path, line);
  };
  const beginValue = () => {
    const frame = frames.at(-1);
    if (frame !== undefined && !frame.isObject) place(frame);
  };
  const readName = (frame: Frame, name: string) => {
    frame.key = name;
    frame.expectsName = false;
    place(frame);
    if (frame.names.has(name)) visitor.repeat(path, line);
    frame.names.add(name);
  };
  const next = () => {
    const frame = frames.at(-1);
    if (frame === undefined) return;
    if (typeof frame.key === "number") frame.key += 1;
    frame.expectsName = frame.isObject;
  };

  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case "\n":
        line += 1;
        break;
      case "{":
      case "[":
        beginValue();
        frames.push(openFrame(text[at] === "{"));
        break;
      case "}":
      case "]":
        frames.pop();
        break;
      case ",":
        next();
        break;
      case '"': {
        const end = closingQuote(text, at);
        const frame = frames.at(-1);
        if (frame?.expectsName === true) readName(frame, JSON.parse(text.slice(at, end + 1)));
        else beginValue();
        at = end;
        break;
      }
      default:
        if (/[\d\-tfn]/.test(text[at] ?? "") && !/[\w.+-]/.test(text[at - 1] ?? "")) beginValue();
    }
  }
}
