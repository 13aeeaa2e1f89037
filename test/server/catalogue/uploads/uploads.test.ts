import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { PicturePlace } from "../../../../schema/catalogue/uploads.ts";
import { openCatalogue } from "../../../../server/catalogue/openCatalogue.ts";
import { openIncoming, removeAbandoned } from "../../../../server/catalogue/uploads/incoming.ts";
import { openPictureUploads } from "../../../../server/catalogue/uploads/uploads.ts";
import { openPicture } from "../../../../server/media/openPicture.ts";
import { FakeClock } from "../../../support/clock/fakeClock.ts";
import { openMemoryStorage } from "../../../support/server/memory/memoryStorage.ts";
import { makePack, SVG } from "../packs.ts";

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "offplan-uploads-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const clock = new FakeClock();

/** A process with a separate disk. */
async function openProcess(
  storage: ReturnType<typeof openMemoryStorage>,
  projectsDir: string,
  folder = newFolder(),
) {
  const { pictures } = storage;
  const catalogue = await openCatalogue({
    projectsDir,
    storage,
    clock,
    uploads: { storage: pictures, folder },
    pictureSecret: "s",
  });
  const uploads = openPictureUploads({
    catalogue,
    storage: pictures,
    clock,
    open: openPicture,
    folder,
  });
  const add = async (name: string, place?: PicturePlace, drawing = SVG) => {
    const { folder: own, release } = await uploads.receive();
    const path = join(own, "picture");
    writeFileSync(path, drawing);
    const added = await uploads.add("riverside", path, {
      name,
      by: "ana",
      ...(place && { place }),
    });
    await release();
    return added;
  };
  return {
    catalogue,
    uploads,
    add,
    folder,
    project: () => catalogue.find("riverside")?.project,
    shown: () => catalogue.findShown("riverside")?.project,
    file: (src = "") => catalogue.mediaFile("riverside", src.replace("/media/riverside/", "")),
  };
}

test("each process has all pictures, as local copies", async () => {
  const storage = openMemoryStorage();
  const projectsDir = makePack();
  const one = await openProcess(storage, projectsDir);
  const other = await openProcess(storage, projectsDir);
  await one.add("Master plan.svg");
  expect(other.project()?.masterplans).toEqual([]);
  await other.catalogue.refreshAll();
  expect(other.project()).toEqual(one.project());
  const source = other.project()?.masterplans[0]?.picture?.src;
  expect(other.file(source)?.path.startsWith(other.folder)).toBe(true);
  // A later start, with an empty disk.
  const third = await openProcess(storage, projectsDir);
  expect(third.project()).toEqual(one.project());
  expect(readdirSync(join(third.folder, "riverside"))).toHaveLength(1);
  await other.uploads.remove("riverside", "Master plan.svg");
  await third.catalogue.refreshAll();
  expect(third.project()?.masterplans).toEqual([]);
  expect(third.file(source)).toBeUndefined();
  expect(readdirSync(join(third.folder, "riverside"))).toEqual([]);
});

test("of two concurrent placements one is rejected", async () => {
  const storage = openMemoryStorage();
  const one = await openProcess(storage, makePack());
  await one.add("Master plan.svg");
  const outcomes = await Promise.all([
    one.uploads.place("riverside", "Master plan.svg", { kind: "gallery" }),
    one.uploads.place("riverside", "Master plan.svg", { kind: "cover" }),
  ]);
  expect(outcomes.filter((outcome) => outcome?.ok)).toHaveLength(1);
});

test("a plan with held back homes only is not served under its name", async () => {
  const units = "building,floor,number,position,hidden\na,1,101,1,\na,2,201,1,yes\n";
  const one = await openProcess(openMemoryStorage(), makePack({ units }));
  await one.add("floor 2.svg", { kind: "plan", floors: [{ building: "a", floor: 2 }], units: [] });
  const source = one.project()?.plans[0]?.picture?.src ?? "";
  const [picture] = (await one.uploads.list("riverside")) ?? [];
  const file = picture?.record.file ?? "";
  expect(source).not.toBe(`/media/riverside/${file}`);
  expect(one.file(source)).toBeDefined();
  expect(one.file(`/media/riverside/${file}`)).toBeUndefined();
  expect(one.uploads.addressOf("riverside", file)).toBe(source);
  expect(one.shown()?.plans).toEqual([]);
});

test("references removed by a list are ignored, and return with the next list", async () => {
  const storage = openMemoryStorage();
  const one = await openProcess(storage, makePack());
  await one.add("floor 2.svg");
  expect(one.project()?.buildings[0]?.floors[1]?.plan).toBeDefined();
  // A pack without that floor, and the stored picture for it.
  const other = await openProcess(
    storage,
    makePack({
      project: { buildings: [{ id: "a", floors: [{ number: 1 }] }] },
      units: "building,floor,number\na,1,101\n",
    }),
  );
  expect(other.project()?.buildings[0]?.floors.map(({ plan }) => plan)).toEqual([undefined]);
  expect(other.project()?.plans).toHaveLength(1);
});

test("a document may still name a picture that was deleted while shown", async () => {
  const one = await openProcess(openMemoryStorage(), makePack());
  await one.add("Master plan.svg");
  const id = one.project()?.masterplans[0]?.id ?? "";
  await one.uploads.remove("riverside", "Master plan.svg");
  expect(one.catalogue.namesShown("riverside")?.masterplans.has(id)).toBe(true);
});

test("incoming files of killed processes are removed, and those of running ones are kept", async () => {
  const folder = newFolder();
  const killed = await openIncoming(folder);
  writeFileSync(join(killed.folder, "picture"), "half");
  utimesSync(killed.folder, new Date(1000), new Date(1000));
  const running = await openIncoming(folder);
  writeFileSync(join(running.folder, "picture"), "half");
  writeFileSync(join(folder, "another file"), "");
  await removeAbandoned(folder, 2000);
  expect(existsSync(killed.folder)).toBe(false);
  expect(readdirSync(running.folder)).toEqual(["picture"]);
  await removeAbandoned(folder, Infinity);
  expect(readdirSync(folder)).toEqual(["another file"]);
  await removeAbandoned(join(folder, "not there"), Infinity);
});
