import type { Draft } from "../draft.ts";
import { nameOfPlace } from "../notes.ts";
import type { FloorRef } from "../places/floors.ts";

const where = (draft: Draft): string => nameOfPlace(draft.notes.placeOf("number"));

/** Rejects both of two rows with the same home. */
export function checkDuplicates(drafts: readonly Draft[]): void {
  const groups = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const twins = groups.get(draft.unit.id);
    if (twins === undefined) groups.set(draft.unit.id, [draft]);
    else twins.push(draft);
  }
  for (const [id, twins] of groups) {
    const [first, second] = twins;
    if (first === undefined || second === undefined) continue;
    for (const draft of twins) {
      const other = where(draft === first ? second : first);
      draft.notes.refuse("number", {
        code: "duplicate",
        reason: `home ${JSON.stringify(id)} stands in ${other} too`,
        params: { unit: id, other },
      });
    }
  }
}

const floorName = (floor: FloorRef): string =>
  "number" in floor ? String(floor.number) : floor.added.key;

/** Rejects homes that share a position on a floor. */
export function checkPositions(drafts: readonly Draft[]): void {
  const floors = new Map<string, Draft[]>();
  for (const draft of drafts) {
    if (draft.unit.position === undefined) continue;
    const floor = `${draft.unit.building}/${floorName(draft.floor)}`;
    const there = floors.get(floor);
    if (there === undefined) floors.set(floor, [draft]);
    else there.push(draft);
  }
  for (const there of floors.values()) {
    const [leftmost, ...others] = there.toSorted(
      (one, other) => (one.unit.position ?? 0) - (other.unit.position ?? 0),
    );
    let widest = leftmost;
    for (const draft of others) {
      if (widest === undefined) break;
      const last = ({ unit }: Draft) => (unit.position ?? 0) + unit.span - 1;
      if ((draft.unit.position ?? 0) <= last(widest)) {
        draft.notes.refuse("position", {
          code: "position_taken",
          reason: `${draft.unit.position} is taken by the home in ${where(widest)}`,
          params: { other: where(widest) },
        });
      }
      if (last(draft) > last(widest)) widest = draft;
    }
  }
}
