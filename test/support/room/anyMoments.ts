import fc from "fast-check";
import { compareMoments, type Moment, type MomentContent } from "../../../schema/history/moment.ts";
import { unitView, type View } from "../../../schema/presentation/presentation.ts";

const MINUTE = 60_000;

const anyUnit = fc.constantFrom("b-1", "b-2", "b-3");

const anyView: fc.Arbitrary<View> = fc.oneof(
  anyUnit.map((unit) => unitView(unit)),
  fc.constant<View>({ screen: "shortlist" }),
  fc.constant<View>({ screen: "masterplan", masterplan: "m" }),
);

const anyContent: fc.Arbitrary<MomentContent> = fc.oneof(
  { weight: 4, arbitrary: anyView.map((view) => ({ kind: "view", view, by: "agent" }) as const) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(anyUnit, fc.boolean())
      .map(([unit, kept]) => ({ kind: "shortlist", unit, kept }) as const),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(anyUnit, fc.nat(4 * MINUTE))
      .map(([unit, ms]) => ({ kind: "pointed", anchor: `unit:${unit}`, ms, by: "agent" }) as const),
  },
  fc.constant({ kind: "paused" } as const),
  fc.constant({ kind: "resumed" } as const),
  fc.constant({ kind: "away" } as const),
  fc.constant({ kind: "joined", role: "agent", name: "Sara", by: "agent" } as const),
  fc.constant({ kind: "joined", role: "buyer", name: "Olga", by: "olga" } as const),
);

/** A history of up to `maxLength` moments, in order, with gaps of 0 to 10 minutes. */
export const anyHistory = (maxLength = 40): fc.Arbitrary<readonly Moment[]> =>
  fc
    .array(fc.tuple(anyContent, fc.oneof(fc.nat(2_000), fc.nat(10 * MINUTE))), { maxLength })
    .map((said) => {
      let at = 1_000_000_000_000;
      return said
        .map(([content, gap], n): Moment => {
          at += gap;
          return Object.assign({ at, node: "one", n }, content);
        })
        .toSorted(compareMoments);
    });
