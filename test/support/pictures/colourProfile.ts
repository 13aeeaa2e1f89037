/** XYZ of a profile's primaries relative to D50, as in ICC profiles. */
type Primaries = readonly (readonly [x: number, y: number, z: number])[];

const ADOBE_RGB: Primaries = [
  [0.60974, 0.31111, 0.01947],
  [0.20528, 0.62567, 0.06087],
  [0.14919, 0.06322, 0.74457],
];
const WHITE = [0.9642, 1, 0.8249] as const;
const GAMMA = 2.19921875;

const signature = (text: string): Buffer => Buffer.from(text.padEnd(4), "latin1");
const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const fixed = (value: number): Buffer => uint32(Math.round(value * 65_536));
const padded = (bytes: Buffer): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

const xyz = (values: readonly number[]): Buffer =>
  Buffer.concat([signature("XYZ"), uint32(0), ...values.map(fixed)]);

function curve(): Buffer {
  const gamma = Buffer.alloc(2);
  gamma.writeUInt16BE(Math.round(GAMMA * 256));
  return Buffer.concat([signature("curv"), uint32(0), uint32(1), gamma]);
}

function description(text: string): Buffer {
  const ascii = Buffer.from(`${text}\0`, "latin1");
  // The Unicode and ScriptCode names are empty.
  const others = Buffer.alloc(4 + 4 + 2 + 1 + 67);
  return Buffer.concat([signature("desc"), uint32(0), uint32(ascii.length), ascii, others]);
}

const text = (value: string): Buffer =>
  Buffer.concat([signature("text"), uint32(0), Buffer.from(`${value}\0`, "latin1")]);

function header(length: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.writeUInt32BE(length, 0);
  bytes.writeUInt32BE(0x02_10_00_00, 8);
  bytes.write("mntrRGB XYZ ", 12, "latin1");
  bytes.write("acsp", 36, "latin1");
  WHITE.forEach((value, at) => fixed(value).copy(bytes, 68 + at * 4));
  return bytes;
}

/** A colour profile of a camera set to "Adobe RGB". */
export function adobeRgbProfile(): Buffer {
  const tags = [
    ["desc", description("Adobe RGB (1998)")],
    ["cprt", text("none")],
    ["wtpt", xyz(WHITE)],
    ...["rXYZ", "gXYZ", "bXYZ"].map((name, at) => [name, xyz(ADOBE_RGB[at] ?? WHITE)] as const),
    ...["rTRC", "gTRC", "bTRC"].map((name) => [name, curve()] as const),
  ] as const;
  const entries: Buffer[] = [];
  const values: Buffer[] = [];
  let offset = 128 + 4 + tags.length * 12;
  for (const [name, value] of tags) {
    entries.push(signature(name), uint32(offset), uint32(value.length));
    values.push(padded(value));
    offset += padded(value).length;
  }
  return Buffer.concat([header(offset), uint32(tags.length), ...entries, ...values]);
}
