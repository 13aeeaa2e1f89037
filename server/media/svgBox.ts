import { SaxesParser } from "saxes";

export interface SvgBox {
  readonly origin: readonly [x: number, y: number];
  readonly size: readonly [width: number, height: number];
}

const LENGTH = /^\s*\+?(\d*\.?\d+(?:e[-+]?\d+)?)(?:px)?\s*$/i;

type Attributes = Readonly<Record<string, string>>;

/** The text of an SVG, in UTF-8 or, with a byte order mark, in UTF-16, without its XML declaration. */
export function decodeSvg(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isLittle = first === 0xff && second === 0xfe;
  const isBig = first === 0xfe && second === 0xff;
  return new TextDecoder(isLittle ? "utf-16le" : isBig ? "utf-16be" : "utf-8")
    .decode(bytes)
    .replace(/^<\?xml[^>]*\?>\s*/, "");
}

/** Whether a text is well-formed XML with declared namespaces, as browsers require of an SVG. */
export function isWellFormed(text: string): boolean {
  const parser = new SaxesParser({ xmlns: true });
  let isFine = true;
  parser.on("error", () => {
    isFine = false;
  });
  parser.write(text).close();
  return isFine;
}

/** The attributes of the root element; `undefined` if it is not `<svg>`. */
function rootOf(text: string): Attributes | undefined {
  const found: Attributes[] = [];
  const parser = new SaxesParser();
  // The renderer checks whether the rest is well-formed; entities of a doctype are unknown here.
  parser.on("error", () => undefined);
  parser.on("opentag", ({ name, attributes }) => {
    found.push(/^(?:\w+:)?svg$/.test(name) ? attributes : {});
  });
  parser.write(text).close();
  return found[0];
}

const boxOf = (x: number, y: number, width: number, height: number): SvgBox | undefined =>
  width > 0 && height > 0 && [x, y, width, height].every(Number.isFinite)
    ? { origin: [x, y], size: [width, height] }
    : undefined;

const readLength = (text: string | undefined): number =>
  Number(LENGTH.exec(text ?? "")?.[1] ?? Number.NaN);

/** The coordinates of an SVG's shapes: its view box, or else its width and height if both are in pixels. */
export function readSvgBox(text: string): SvgBox | undefined {
  const root = rootOf(text);
  const numbers = root?.["viewBox"]
    ?.trim()
    .split(/[\s,]+/)
    .map(Number);
  const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = numbers ?? [];
  return (
    boxOf(x, y, width, height) ??
    boxOf(0, 0, readLength(root?.["width"]), readLength(root?.["height"]))
  );
}
