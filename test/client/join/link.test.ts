import { describe, expect, test } from "vitest";
import { readInvitation } from "../../../client/join/link.ts";

const SECRET = "q7Qm4Kx2dZ_-0123456789";

test("reads both halves of a link", () => {
  expect(readInvitation("/p/7Qm4Kx2d", `#${SECRET}`)).toEqual({ id: "7Qm4Kx2d", secret: SECRET });
  expect(readInvitation("/p/7Qm4Kx2d/", `#${SECRET}`)).toEqual({ id: "7Qm4Kx2d", secret: SECRET });
});

describe("refuses incomplete links", () => {
  test.each([
    ["no secret", "/p/7Qm4Kx2d", ""],
    ["an empty secret", "/p/7Qm4Kx2d", "#"],
    ["no id", "/p/", `#${SECRET}`],
    ["another page", "/agent", `#${SECRET}`],
    ["a deeper path", "/p/a/b", `#${SECRET}`],
    ["an id that is none", "/p/%2e%2e", `#${SECRET}`],
    ["a secret with more behind it", "/p/7Qm4Kx2d", `#${SECRET}&utm=1`],
    ["a secret that is too long", "/p/7Qm4Kx2d", `#${"a".repeat(129)}`],
  ])("%s", (_name, pathname, hash) => {
    expect(readInvitation(pathname, hash)).toBeUndefined();
  });
});

test("a recap's link is not a viewing's, nor the other way round", () => {
  expect(readInvitation("/r/p1", "#s3cret", "r")).toEqual({ id: "p1", secret: "s3cret" });
  expect(readInvitation("/r/p1", "#s3cret")).toBeUndefined();
  expect(readInvitation("/p/p1", "#s3cret", "r")).toBeUndefined();
});
