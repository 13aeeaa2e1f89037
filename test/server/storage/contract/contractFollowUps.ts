import { expect, test } from "vitest";
import type { Storage } from "../../../../server/storage/storage.ts";
import { bytes, record } from "../records.ts";

export function describeFollowUps(storage: () => Storage): void {
  test("a change updates the fields it contains, and a follow-up is deleted with its presentation", async () => {
    const { presentations, followUps } = storage();
    await presentations.create(record("p"), bytes(0));
    expect(await followUps.find("p")).toBeUndefined();
    const appointment = { at: "2026-12-01T09:00:00.000Z", minutes: 45, place: "Sales gallery" };
    await followUps.change("p", { notes: 'Prefers the sea: "высоко"' });
    await followUps.change("p", { appointment, contact: { phone: "+971501234567" } });
    const kept = {
      notes: 'Prefers the sea: "высоко"',
      appointment,
      contact: { phone: "+971501234567" },
    };
    expect(await followUps.find("p")).toEqual(kept);
    await followUps.change("p", { appointment: null, notes: "" });
    expect(await followUps.find("p")).toEqual({ notes: "", contact: kept.contact });
    await followUps.change("nothing", { notes: "late" });
    expect(await followUps.find("nothing")).toBeUndefined();
    await presentations.erase("p");
    expect(await followUps.find("p")).toBeUndefined();
  });
}
