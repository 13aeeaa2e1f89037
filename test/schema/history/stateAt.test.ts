import fc from "fast-check";
import * as v from "valibot";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { openWriter, readState, seed } from "../../../schema/presentation/document.ts";
import { compareMoments, Moment, type MomentContent } from "../../../schema/history/moment.ts";
import { indexStates, stateAt } from "../../../schema/history/stateAt.ts";
import { stateMoments } from "../../../schema/history/stateMoments.ts";
import { firstView } from "../../../schema/catalogue/projectIndex.ts";
import type { PresentationChange } from "../../../schema/presentation/changes.ts";
import type { Camera, PresentationState, View } from "../../../schema/presentation/presentation.ts";
import { smallProject } from "../../support/room/project.ts";
import { anyChange } from "../../support/room/stateArbitraries.ts";

const project = "small";

const anyCustomChange: fc.Arbitrary<PresentationChange> = fc
  .constantFrom<Extract<View, { screen: "custom" }>>(
    { screen: "custom", name: "yield" },
    { screen: "custom", name: "yield", data: null },
    { screen: "custom", name: "yield", data: { years: [5, 10], rate: 4.5 } },
    { screen: "custom", name: "yield", data: { years: [5, 20], rate: 4.5 } },
    { screen: "custom", name: "map", data: { years: [5, 10], rate: 4.5 } },
  )
  .map((view) => ({ view }));

function openDocument() {
  const doc = new Y.Doc();
  seed(doc, { meta: { version: 1, project }, view: firstView(smallProject) });
  const writer = openWriter(doc);
  const read = (): PresentationState => {
    const state = readState(doc);
    if (!state.ok) throw new Error(state.problem.message);
    return state.value;
  };
  return { writer, read };
}

test("a camera around a building or in a room stays in the state until the next camera, whatever is shown", () => {
  const orbit: View = { screen: "orbit", orbit: "tower" };
  const room: View = { screen: "panorama", panorama: "living" };
  const around: Camera = { target: "orbit:tower", turn: 0.25, zoom: 2 };
  const inside: Camera = { target: "panorama:living", yaw: -30, pitch: 10, fov: 75 };
  const contents: readonly MomentContent[] = [
    { kind: "view", view: orbit },
    { kind: "camera", camera: around },
    { kind: "view", view: room },
    { kind: "camera", camera: inside },
    { kind: "view", view: { screen: "custom", name: "yield", data: { years: [5] } } },
    { kind: "camera" },
  ];
  const moments = contents.map((content, n) =>
    v.parse(Moment, { at: n + 1, node: "one", n, ...content }),
  );
  const indexed = indexStates(project, moments);
  const seen = moments.map(({ at }) => {
    const state = stateAt(project, moments, at);
    expect(indexed(at)).toEqual(state);
    return [state?.view.screen, state?.camera];
  });
  expect(seen).toEqual([
    ["orbit", undefined],
    ["orbit", around],
    ["panorama", around],
    ["panorama", inside],
    ["custom", inside],
    ["custom", undefined],
  ]);
});

test("the state at any moment is the document as it was, whichever process stored each change, in any order", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(fc.oneof(anyChange, anyCustomChange), fc.constantFrom("one", "two", "three")),
        { maxLength: 30 },
      ),
      fc.infiniteStream(fc.nat()),
      (changes, choices) => {
        const { writer, read } = openDocument();
        const states: PresentationState[] = [read()];
        const moments: Moment[] = [];
        const keep = (before: PresentationState | undefined, node: string): void => {
          for (const content of stateMoments(before, read())) {
            moments.push({ at: states.length, node, n: moments.length, ...content });
          }
        };
        keep(undefined, "one");
        for (const [change, node] of changes) {
          const before = read();
          writer.write(change);
          states.push(read());
          keep(before, node);
        }
        const shuffled = moments
          .map((moment) => [choices.next().value as number, moment] as const)
          .toSorted(([one], [other]) => one - other)
          .map(([, moment]) => v.parse(Moment, JSON.parse(JSON.stringify(moment))));
        const ordered = shuffled.toSorted(compareMoments);
        expect(stateAt(project, ordered, 0)).toBeUndefined();
        const indexed = indexStates(project, ordered);
        expect(indexed(0)).toBeUndefined();
        for (const [index, state] of states.entries()) {
          expect(stateAt(project, ordered, index + 1)).toEqual(state);
          expect(indexed(index + 1)).toEqual(state);
        }
      },
    ),
  );
});
