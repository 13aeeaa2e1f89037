import { expect, test } from "vitest";
import type { Storage } from "../../../../server/storage/storage.ts";
import { bytes, record } from "../records.ts";

const recap = (invitation: string) => ({ invitation, createdAtMs: 5, unitsThen: "[]" });

export function describeRecaps(storage: () => Storage): void {
  test("one recap is open at a time, counts its openings, and none after its withdrawal", async () => {
    const { presentations, recaps } = storage();
    await presentations.create(record("p"), bytes(0));
    expect(await recaps.find("p")).toBeUndefined();
    const unopened = { ...recap("one"), opens: 0, openedAtMs: undefined };
    expect(await recaps.open("p", recap("one"))).toEqual(unopened);
    expect(await recaps.open("p", recap("other"))).toEqual(unopened);
    await recaps.countOpen("p", 7);
    await recaps.countOpen("p", 9);
    expect(await recaps.find("p")).toEqual({ ...unopened, opens: 2, openedAtMs: 9 });
    await recaps.setUnitsThen("p", "[1]");
    expect(await recaps.find("p")).toMatchObject({ unitsThen: "[1]", opens: 2 });
    await recaps.withdraw("p");
    await recaps.setUnitsThen("p", "[2]");
    await recaps.withdraw("p");
    await recaps.countOpen("p", 11);
    expect(await recaps.find("p")).toBeUndefined();
    expect(await recaps.open("p", recap("other"))).toMatchObject({ invitation: "other", opens: 0 });
  });

  test("a recap is deleted with its presentation, and requires one", async () => {
    const { presentations, recaps } = storage();
    expect(await recaps.open("nothing", recap("one"))).toBeUndefined();
    await presentations.create(record("p"), bytes(0));
    await recaps.open("p", recap("one"));
    await presentations.erase("p");
    expect(await recaps.find("p")).toBeUndefined();
  });
}
