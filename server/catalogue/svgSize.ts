type Size = readonly [width: number, height: number];

const LENGTH = /^\s*(\d*\.?\d+)(?:px)?\s*$/;

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)?.slice(1).find(Boolean);

const asSize = (width: number, height: number): Size | undefined =>
  width > 0 && height > 0 && Number.isFinite(width * height) ? [width, height] : undefined;

function readViewBox(tag: string): Size | undefined {
  const numbers = attribute(tag, "viewBox")
    ?.trim()
    .split(/[\s,]+/)
    .map(Number);
  return asSize(numbers?.[2] ?? Number.NaN, numbers?.[3] ?? Number.NaN);
}

const readLength = (tag: string, name: string): number =>
  Number(LENGTH.exec(attribute(tag, name) ?? "")?.[1] ?? Number.NaN);

/** The pixels of an SVG: its view box, which its shapes are in, or else its width and height where both are plain. */
export function readSvgSize(text: string): Size | undefined {
  const start = text.search(/<svg[\s>]/);
  if (start < 0) return undefined;
  const tag = text.slice(start, text.indexOf(">", start) + 1);
  return readViewBox(tag) ?? asSize(readLength(tag, "width"), readLength(tag, "height"));
}
