import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import { expect, onTestFinished, test } from "vitest";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import { exportPack } from "../../../server/catalogue/exportPack.ts";
import { openCatalogue } from "../../../server/catalogue/openCatalogue.ts";
import { loadPacks } from "../../../server/catalogue/pack/loadPacks.ts";
import { openPictureUploads } from "../../../server/catalogue/uploads/uploads.ts";
import { openPicture } from "../../../server/media/openPicture.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { openMemoryStorage } from "../../support/server/memory/memoryStorage.ts";
import { makePack, OUTLINE } from "./packs.ts";

const DEMO = join(import.meta.dirname, "../../../server/demo/pack");

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "offplan-export-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function open(projectsDir: string) {
  const storage = openMemoryStorage();
  const clock = new FakeClock();
  const folder = newFolder();
  const catalogue = await openCatalogue({
    projectsDir,
    storage,
    clock,
    uploads: { storage: storage.pictures, folder },
    pictureSecret: "s",
  });
  const uploads = openPictureUploads({
    catalogue,
    storage: storage.pictures,
    clock,
    open: openPicture,
    folder,
  });
  return { catalogue, uploads };
}

/** The pack as it is read again. */
async function readAgain(catalogue: Awaited<ReturnType<typeof openCatalogue>>, project: string) {
  const live = catalogue.live(project);
  if (live === undefined) throw new Error("no such project");
  const parts: Uint8Array[] = [];
  for await (const part of await exportPack(live)) parts.push(part);
  const folder = newFolder();
  for (const [path, content] of Object.entries(unzipSync(Buffer.concat(parts)))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const { packs } = await loadPacks(folder);
  return { folder, project: packs[0]?.project };
}

const bare = (project: Project | undefined) => {
  const { revision: _own, ...rest } = project ?? ({} as Project);
  return rest;
};

test("the exported demo equals the demo", async () => {
  const { catalogue } = await open(DEMO);
  const [project] = catalogue.list();
  const again = await readAgain(catalogue, project?.id ?? "");
  expect(again.project).toEqual(bare(project));
});

test("an exported pack includes uploads, their outlines, and statuses set by agents", async () => {
  const svg = (box: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}"></svg>`;
  const { catalogue, uploads } = await open(
    makePack({
      project: {
        areaUnit: "sqft",
        masterplans: [
          {
            id: "site",
            image: "media/Генплан 1.svg",
            buildings: [
              {
                building: "a",
                outline: [
                  [-90, -40],
                  [10, 0],
                  [10, 10],
                ],
              },
            ],
          },
        ],
      },
      units:
        "building,floor,number,bedrooms,area,status,hidden,phase\na,1,101,1,540.25,available,,East\na,1,102,2,900,,yes,\na,2,201,1,540.25,sold,,\n",
      files: { "media/Генплан 1.svg": svg("-100 -50 200 100") },
    }),
  );
  const add = async (name: string, drawing: string) => {
    const { folder, release } = await uploads.receive();
    writeFileSync(join(folder, "picture"), drawing);
    await uploads.add("riverside", join(folder, "picture"), { name, by: "ana" });
    await release();
  };
  await add("floor 2.svg", svg("0 0 300 200"));
  await add("Type.svg", svg("0 0 30 20"));
  const layout = catalogue.find("riverside")?.project.layouts[0]?.id ?? "";
  await uploads.place("riverside", "Type.svg", { kind: "layout", layout });
  const outline = OUTLINE.map(([x = 0, y = 0]): [number, number] => [x, y]);
  await uploads.place("riverside", "floor 2.svg", {
    kind: "plan",
    floors: [{ building: "a", floor: 2 }],
    units: [{ position: 1, outline }],
  });
  await catalogue.setUnit("riverside", { unit: "a-101", status: "reserved" }, "ana", undefined);
  const project = catalogue.find("riverside")?.project;
  const again = await readAgain(catalogue, "riverside");
  const unordered = (one: Partial<Project>) => ({
    ...one,
    units: new Map(one.units?.map((unit) => [unit.id, unit])),
    layouts: new Map(one.layouts?.map(({ id, ...rest }) => [id, rest])),
  });
  expect(unordered(again.project ?? {})).toEqual(unordered(bare(project)));
  expect(again.project?.plans[0]?.units).toEqual([{ position: 1, outline }]);
  expect(again.project?.masterplans[0]?.buildings[0]?.outline[0]).toEqual([10, 10]);
});
