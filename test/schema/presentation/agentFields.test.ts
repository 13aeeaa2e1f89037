import fc from "fast-check";
import * as v from "valibot";
import { expect, test } from "vitest";
import { readAgentFields } from "../../../schema/presentation/agentFields.ts";
import { AgentFields } from "../../../schema/presentation/awareness.ts";
import { examples } from "../../support/size.ts";

const RUNS = examples(5000);

const anything = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(undefined, Number.NaN, Infinity, -0, 2 ** 53, 1e-9, 16.0001),
);
const anchor = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("unit:b1-12", "floor:b1/3", "filter:price") },
  fc.constantFrom("unit:", `unit:${"x".repeat(140)}`, "floor:b1", "nothing"),
  anything,
);
const share = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
  fc.constantFrom(-0.1, 1.1),
  anything,
);
const part = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(fc.record(fields), anything)
        .map(([whole, more]) => Object.assign(whole, { more })),
    },
    fc.record(fields, { requiredKeys: [] }),
    fc.array(share),
    anything,
  );
const target = fc.oneof(
  { weight: 4, arbitrary: fc.string() },
  fc.constant("x".repeat(141)),
  anything,
);
const around = (kind: string) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(`${kind}:tower`) }, target);
const zoom = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: 1, max: 16, noNaN: true }) },
  anything,
);
const degrees = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -90, max: 90, noNaN: true }) },
  fc.constantFrom(10, 9.99, 120, 120.01, -360, 361),
  anything,
);
const sent = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record(
      {
        pointer: part({ anchor, x: share, y: share }),
        highlight: part({ anchor }),
        camera: fc.oneof(
          { weight: 2, arbitrary: part({ target, x: share, y: share, zoom }) },
          part({ target: around("orbit"), turn: share, zoom }),
          part({ target: around("panorama"), yaw: degrees, pitch: degrees, fov: degrees }),
        ),
        mirroring: fc.oneof({ weight: 4, arbitrary: fc.constant("paused") }, anything),
        call: fc.oneof({ weight: 4, arbitrary: fc.nat() }, fc.constantFrom(-1, 0.5), anything),
        role: anything,
      },
      { requiredKeys: [] },
    ),
  },
  anything,
  fc.array(anything),
);

test("agrees with the schema on every value", () => {
  let taken = 0;
  fc.assert(
    fc.property(sent, (value) => {
      const parsed = v.safeParse(AgentFields, value);
      const read = readAgentFields(value);
      if (read !== undefined) taken += 1;
      expect(read === undefined ? undefined : defined(read)).toEqual(
        parsed.success ? defined(parsed.output) : undefined,
      );
    }),
    { numRuns: RUNS },
  );
  expect(taken).toBeGreaterThan(RUNS / 20);
});

/** As it will be sent: JSON leaves out what is undefined. */
const defined = (fields: object): unknown => JSON.parse(JSON.stringify(fields));
