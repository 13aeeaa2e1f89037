import * as encoding from "lib0/encoding";
import * as Y from "yjs";

/** First byte of a struct (Yjs 13.6, `Item.write`): its kind of content and whether it has an origin. */
const KIND = {
  gc: 0,
  deleted: 1,
  json: 2,
  embed: 5,
  format: 6,
  type: 7,
  any: 8,
  doc: 9,
  skip: 10,
} as const;
const HAS_ORIGIN = 128;
const HAS_KEY = 32;
/** First byte of a value (lib0, `writeAny`). */
const VALUE = { array: 117, object: 118, text: 119, null: 126, bigint: 122 } as const;
const ROOT = "presentation";

type Write = (encoder: encoding.Encoder) => void;

const bytes = (write: Write): Uint8Array => encoding.encode(write);
const number = encoding.writeVarUint;
const byte = encoding.writeUint8;
const text = encoding.writeVarString;

/** The structs of one client from clock 0. */
const section =
  (clientId: number, pieces: readonly Write[]): Write =>
  (encoder) => {
    number(encoder, pieces.length);
    number(encoder, clientId);
    number(encoder, 0);
    for (const piece of pieces) piece(encoder);
  };

const update = (sections: readonly Write[], deletions: Write = (to) => number(to, 0)): Uint8Array =>
  bytes((encoder) => {
    number(encoder, sections.length);
    for (const write of sections) write(encoder);
    deletions(encoder);
  });

const inRoot =
  (kind: number, content: Write, root = ROOT): Write =>
  (encoder) => {
    byte(encoder, kind);
    number(encoder, 1);
    text(encoder, root);
    content(encoder);
  };

const after =
  (clientId: number, kind: number, content: Write): Write =>
  (encoder) => {
    byte(encoder, kind | HAS_ORIGIN);
    number(encoder, clientId);
    number(encoder, 0);
    content(encoder);
  };

const length =
  (count: number): Write =>
  (encoder) =>
    number(encoder, count);

/** One entry of the array, its value encoded by hand. */
const entry =
  (key: string, value: Write): Write =>
  (encoder) => {
    number(encoder, 1);
    byte(encoder, VALUE.object);
    number(encoder, 2);
    text(encoder, "key");
    byte(encoder, VALUE.text);
    text(encoder, key);
    text(encoder, "val");
    value(encoder);
  };

const nested =
  (depth: number): Write =>
  (encoder) => {
    for (let level = 0; level < depth; level += 1) {
      byte(encoder, VALUE.array);
      number(encoder, 1);
    }
    byte(encoder, VALUE.null);
  };

const times = <Item>(count: number, make: (place: number) => Item): Item[] =>
  Array.from({ length: count }, (_, place) => make(place));

/** Structs of different clients at the same position: Yjs compares each with all others. */
export const rivals = (count: number, firstWriter = 1): Uint8Array =>
  update(
    times(count, (place) => {
      const clientId = firstWriter + count - 1 - place;
      const piece =
        clientId === firstWriter
          ? inRoot(KIND.deleted, length(1))
          : after(firstWriter, KIND.deleted, length(1));
      return section(clientId, [piece]);
    }),
  );

/** Updates of at most 64 KiB that Yjs accepts or fails on, each for its own reason. */
export const HOSTILE_UPDATES: readonly (readonly [string, Uint8Array])[] = [
  ["announces 33 million pieces", update([length(33_554_431), length(5), length(0)])],
  ["announces four billion pieces", update([length(4_000_000_000), length(5), length(0)])],
  ["7,000 writers at one place", rivals(7000)],
  [
    "2,500 writers at the start",
    update(times(2500, (at) => section(at + 1, [inRoot(KIND.deleted, length(3))]))),
  ],
  [
    "30,000 collected pieces",
    update([
      section(
        5,
        times(30_000, () => (to) => {
          byte(to, KIND.gc);
          number(to, 1);
        }),
      ),
    ]),
  ],
  [
    "a collected piece of 2^52",
    update([
      section(5, [
        (to) => {
          byte(to, KIND.gc);
          number(to, 2 ** 52);
        },
      ]),
    ]),
  ],
  ["a deleted piece of 2^52", update([section(5, [inRoot(KIND.deleted, length(2 ** 52))])])],
  [
    "a gap of 2^40",
    update([
      section(5, [
        (to) => {
          byte(to, KIND.skip);
          number(to, 2 ** 40);
        },
      ]),
    ]),
  ],
  ["2^31 announced JSON values", update([section(5, [inRoot(KIND.json, length(2 ** 31))])])],
  ...[100, 3000, 6000, 30_000].map(
    (depth) =>
      [
        `a value ${depth} deep`,
        update([section(5, [inRoot(KIND.any, entry("view", nested(depth)))])]),
      ] as const,
  ),
  [
    "20,000 deletions",
    update([], (to) => {
      number(to, 1);
      number(to, 1);
      number(to, 20_000);
      for (let at = 0; at < 20_000; at += 1) {
        number(to, 0);
        number(to, 1);
      }
    }),
  ],
  [
    "a big integer",
    update([
      section(5, [
        inRoot(
          KIND.any,
          entry("view", (to) => {
            byte(to, VALUE.bigint);
            encoding.writeBigInt64(to, 1n);
          }),
        ),
      ]),
    ]),
  ],
  [
    "a document inside",
    update([
      section(5, [
        inRoot(KIND.doc, (to) => {
          text(to, "guid");
          byte(to, VALUE.object);
          number(to, 0);
        }),
      ]),
    ]),
  ],
  [
    "a format",
    update([
      section(5, [
        inRoot(KIND.format, (to) => {
          text(to, "bold");
          text(to, "true");
        }),
      ]),
    ]),
  ],
  ["an embed", update([section(5, [inRoot(KIND.embed, (to) => text(to, "{}"))])])],
  ["a type inside", update([section(5, [inRoot(KIND.type, (to) => number(to, 1))])])],
  [
    "an XML element",
    update([
      section(5, [
        inRoot(KIND.type, (to) => {
          number(to, 3);
          text(to, "script");
        }),
      ]),
    ]),
  ],
  [
    "a key of 60 KiB",
    update([
      section(5, [
        (to) => {
          byte(to, KIND.any | HAS_KEY);
          number(to, 1);
          text(to, ROOT);
          text(to, "k".repeat(60_000));
          entry("view", nested(0))(to);
        },
      ]),
    ]),
  ],
  [
    "another name of 60 KiB",
    update([section(5, [inRoot(KIND.deleted, length(1), "n".repeat(60_000))])]),
  ],
  [
    "a prototype",
    update([
      section(5, [
        inRoot(
          KIND.any,
          entry("view", (to) => {
            byte(to, VALUE.object);
            number(to, 1);
            text(to, "__proto__");
            encoding.writeAny(to, { screen: "layouts" });
          }),
        ),
      ]),
    ]),
  ],
  ["2,400 entries", wroteTogether(2400)],
];

/** Valid entries in one struct, more than the shortlist allows. */
function wroteTogether(count: number): Uint8Array {
  const doc = new Y.Doc();
  doc.getArray(ROOT).push(times(count, () => ({ key: "shortlist/b1-1", val: true })));
  return Y.encodeStateAsUpdate(doc);
}
