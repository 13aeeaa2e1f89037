import { expect, test } from "vitest";
import { PICTURES_KEPT } from "../../../../server/storage/pictures.ts";
import type { Storage } from "../../../../server/storage/storage.ts";
import { bytes } from "../records.ts";

const picture = (file: string, place = "{}") => ({
  file,
  name: `${file} é.jpg`,
  facts: '{"size":[4,3]}',
  place,
  atMs: 5,
  by: "agent",
});

export function describePictures(storage: () => Storage): void {
  test("pictures are stored in the order of uploading, and each change increments the version", async () => {
    const { pictures } = storage();
    expect(await pictures.list("p")).toEqual({ version: 0, pictures: [] });
    expect(await pictures.versions()).toEqual(new Map());
    expect(await pictures.add("p", picture("b"), bytes(1, 2, 3))).toBe(1);
    expect(await pictures.add("p", picture("a"), bytes(4))).toBe(2);
    // The same bytes again: another name and place, and the same position.
    expect(await pictures.add("p", picture("b", '{"kind":"gallery"}'), bytes(1, 2, 3))).toBe(3);
    const { version, pictures: kept } = await pictures.list("p");
    expect(version).toBe(3);
    expect(kept).toEqual([
      { ...picture("b", '{"kind":"gallery"}'), bytes: 3 },
      { ...picture("a"), bytes: 1 },
    ]);
    expect(await pictures.bytes("p", "b")).toEqual(bytes(1, 2, 3));
    expect(await pictures.bytes("q", "b")).toBeUndefined();
    expect(await pictures.versions()).toEqual(new Map([["p", 3]]));
  });

  test("a picture is moved if its place is the expected one, and removed with its bytes", async () => {
    const { pictures } = storage();
    await pictures.add("p", picture("a", "1"), bytes(1));
    const [one, other] = await Promise.all([
      pictures.place("p", "a", "2", "1"),
      pictures.place("p", "a", "3", "1"),
    ]);
    expect(new Set([one, other])).toEqual(new Set([2, "stale"]));
    expect(await pictures.place("p", "b", "2", "1")).toBe("unknown");
    expect(await pictures.remove("p", "b")).toBe("unknown");
    expect(await pictures.remove("q", "b")).toBe("unknown");
    expect((await pictures.list("p")).version).toBe(2);
    expect(await pictures.versions()).toEqual(new Map([["p", 2]]));
    expect(await pictures.remove("p", "a")).toBe(3);
    expect(await pictures.bytes("p", "a")).toBeUndefined();
    expect(await pictures.list("p")).toEqual({ version: 3, pictures: [] });
  });

  test("pictures beyond the limit are refused, and nothing changes", async () => {
    const { pictures } = storage();
    const names = Array.from({ length: PICTURES_KEPT }, (_, at) => `f${at}`);
    await Promise.all(names.map((file) => pictures.add("p", picture(file), bytes(1))));
    expect(await pictures.add("p", picture("more"), bytes(1))).toBe("full");
    expect(await pictures.add("p", picture("f1"), bytes(1))).toBe(PICTURES_KEPT + 1);
    expect((await pictures.list("p")).pictures).toHaveLength(PICTURES_KEPT);
  });
}
