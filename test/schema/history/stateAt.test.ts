import fc from "fast-check";
import * as v from "valibot";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { openWriter, readState, seed } from "../../../schema/presentation/document.ts";
import { compareMoments, Moment } from "../../../schema/history/moment.ts";
import { indexStates, stateAt } from "../../../schema/history/stateAt.ts";
import { stateMoments } from "../../../schema/history/stateMoments.ts";
import { firstView } from "../../../schema/catalogue/projectIndex.ts";
import type { PresentationState } from "../../../schema/presentation/presentation.ts";
import { smallProject } from "../../support/room/project.ts";
import { anyChange } from "../../support/room/stateArbitraries.ts";

const project = "small";

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

test("the state at any moment is the document as it stood, whichever process kept which change and in any order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyChange, fc.constantFrom("one", "two", "three")), { maxLength: 30 }),
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
