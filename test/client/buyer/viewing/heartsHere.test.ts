import { expect, test } from "vitest";
import { keepHeartsHere } from "../../../../client/buyer/viewing/feeds/heartsHere.ts";
import { succeed } from "../../../../schema/values/result.ts";
import { createFakeStorage } from "../../join/fakeDoor.ts";

test("hearts of a buyer who is not recorded stay in the tab, by presentation", async () => {
  const storage = createFakeStorage();
  const hearts = keepHeartsHere(storage);
  await hearts.setHeart("p1", "b1-1", true, "token");
  await hearts.setHeart("p1", "b1-2", true, "token");
  await hearts.setHeart("p1", "b1-1", false, "token");
  expect(await keepHeartsHere(storage).hearts("p1", "token")).toEqual(succeed(["b1-2"]));
  expect(await hearts.hearts("p2", "token")).toEqual(succeed([]));
});
