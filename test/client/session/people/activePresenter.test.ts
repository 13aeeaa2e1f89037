import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  stepActivePresenter,
  activePresenterAmong,
  REST_MS,
  type Act,
  type ActivePresenter,
} from "../../../../client/session/people/activePresenter.ts";

const ANNA = 1;
const BORIS = 2;
const act = (kind: Act["kind"], clientId: number, atMs: number): Act => ({ kind, clientId, atMs });
const after = (...acts: readonly Act[]): ActivePresenter | undefined =>
  acts.reduce<ActivePresenter | undefined>(stepActivePresenter, undefined);

describe("the active presenter", () => {
  test("is the first to act, and then the last to write", () => {
    expect(after(act("pointed", ANNA, 0))?.clientId).toBe(ANNA);
    expect(after(act("pointed", ANNA, 0), act("wrote", BORIS, 1))?.clientId).toBe(BORIS);
  });

  test("does not change with every movement of two pointers at once", () => {
    const both = Array.from({ length: 100 }, (_, tick) =>
      act("pointed", tick % 2 === 0 ? ANNA : BORIS, tick * 33),
    );
    const drivers = both.map((_, tick) => after(...both.slice(0, tick + 1))?.clientId);
    expect(new Set(drivers)).toEqual(new Set([ANNA]));
  });

  test("changes to the moving pointer once the other has rested", () => {
    const [anna, tooSoon, later] = [
      act("wrote", ANNA, 0),
      act("pointed", BORIS, REST_MS - 1),
      act("pointed", BORIS, REST_MS),
    ];
    expect(after(anna, tooSoon)?.clientId).toBe(ANNA);
    expect(after(anna, later)?.clientId).toBe(BORIS);
  });

  test("is always the writer right after a write, whatever came before", () => {
    const anyAct = fc.record({
      kind: fc.constantFrom("wrote" as const, "pointed" as const),
      clientId: fc.constantFrom(ANNA, BORIS, 3),
      atMs: fc.nat(10_000),
    });
    fc.assert(
      fc.property(fc.array(anyAct), anyAct, (before, last) => {
        const acts = [...before, last];
        const active = after(...acts);
        const couldDrive = last.kind === "wrote" ? [last] : acts;
        expect(couldDrive.map(({ clientId }) => clientId)).toContain(active?.clientId);
      }),
    );
  });

  test("is never one who left: a single presenter is active, of several none before they act", () => {
    const active = after(act("wrote", ANNA, 0));
    expect(activePresenterAmong(active, [ANNA, BORIS])).toBe(ANNA);
    expect(activePresenterAmong(active, [BORIS])).toBe(BORIS);
    expect(activePresenterAmong(active, [BORIS, 3])).toBeUndefined();
    expect(activePresenterAmong(undefined, [])).toBeUndefined();
  });
});
