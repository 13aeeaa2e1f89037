import { expect, test } from "vitest";
import { keepVisits, type Visit } from "../../../client/join/keptVisit.ts";
import { createFakeStorage, preview } from "./fakeDoor.ts";

const visit: Visit = {
  token: "token-1",
  room: "room-1",
  expiresAtMs: 5,
  preview: {
    ...preview,
    project: { ...preview.project, hero: { src: "/media/a.svg", size: [4, 3] } },
    buyer: { name: "Omar" },
  },
};

test("a visit is read back as stored, only under its own presentation", () => {
  const visits = keepVisits(createFakeStorage());
  visits.keep("p1", visit);
  expect(visits.read("p1")).toEqual(visit);
  expect(visits.read("p2")).toBeUndefined();
  visits.forget("p1");
  expect(visits.read("p1")).toBeUndefined();
});

test.each(["", "{", "null", '{"token":1}', JSON.stringify({ ...visit, token: undefined })])(
  "what is no visit is none: %s",
  (text) => {
    const storage = createFakeStorage();
    storage.setItem("offplan.visit.p1", text);
    expect(keepVisits(storage).read("p1")).toBeUndefined();
  },
);
