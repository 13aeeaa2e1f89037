import { expect, test } from "vitest";
import { readUpdateShape } from "../../../server/rooms/document/updatePolicy.ts";
import { HOSTILE_UPDATES, rivals } from "../../support/room/hostileUpdates.ts";

const size = (pieces: number, writers: number, known: boolean) => ({
  pieces,
  writers,
  hasWriter: () => known,
});

test("a document accepts a limited number of writers; existing ones may continue", () => {
  expect(readUpdateShape(rivals(1), size(10, 1023, false)).ok).toBe(true);
  expect(readUpdateShape(rivals(1), size(10, 1024, false)).ok).toBe(false);
  expect(readUpdateShape(rivals(1), size(10, 1024, true)).ok).toBe(true);
});

test("deletions beyond a client's clock are refused", () => {
  const [, deletions] = HOSTILE_UPDATES.find(([name]) => name === "20,000 deletions") ?? [];
  expect(readUpdateShape(deletions ?? rivals(1), size(19_999, 1, true)).ok).toBe(false);
  expect(readUpdateShape(deletions ?? rivals(1), size(20_000, 1, true)).ok).toBe(true);
});
