import { createHash } from "node:crypto";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import type {
  PicturePlace,
  PicturesResponse,
  UploadedPicture,
} from "../../../schema/catalogue/uploads.ts";
import type { UnitsResponse } from "../../../schema/protocol/api.ts";
import type { ProblemDetails } from "../../../schema/protocol/problems.ts";
import { makePack } from "../../server/catalogue/packs.ts";
import { openTestServer, type TestServer } from "../../support/server/testServer.ts";

const SERVICE_KEY = "a-key-of-the-company-s-CRM";
const SERVICE_KEYS = `crm:${createHash("sha256").update(SERVICE_KEY).digest("hex")}`;
const LIST =
  "building,floor,number,bedrooms,area\na,1,101,1,50\na,1,102,2,80\na,2,201,1,50\na,2,202,2,80\n";

const photograph = (width = 400, height = 300, red = 200): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: { r: red, g: 90, b: 30 } } })
    .jpeg()
    .toBuffer();
const svg = (inside = "") =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">${inside}</svg>`);

/** A file of a few kilobytes that decodes to 20,000 × 20,000 pixels. */
function hugePng(): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(20_000, 0);
  head.writeUInt32BE(20_000, 4);
  head[8] = 1;
  const rows = deflateSync(Buffer.alloc((20_000 / 8 + 1) * 20_000));
  const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    mark,
    chunk("IHDR", head),
    chunk("IDAT", rows),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function deskOf({ url, call }: Pick<TestServer, "url" | "call">, token: string) {
  const path = "/api/projects/riverside";
  const put = (
    name: string,
    body: Uint8Array<ArrayBuffer> | Buffer,
    place?: PicturePlace,
    type = "image/jpeg",
  ) =>
    fetch(
      `${url}${path}/pictures/${encodeURIComponent(name)}${place === undefined ? "" : `?place=${encodeURIComponent(JSON.stringify(place))}`}`,
      {
        method: "PUT",
        headers: { authorization: `Bearer ${token}`, "content-type": type },
        body: new Uint8Array(body),
      },
    );
  const read = async (answering: Promise<Response>) => {
    const answer = await answering;
    return { status: answer.status, body: await answer.json() };
  };
  return {
    path,
    put,
    add: async (
      name: string,
      body: Buffer,
      place?: PicturePlace,
    ): Promise<{ status: number; body: UploadedPicture }> => read(put(name, body, place)),
    refused: async (
      name: string,
      body: Buffer,
      place?: PicturePlace,
    ): Promise<{ status: number; body: ProblemDetails }> => read(put(name, body, place)),
    pictures: async () =>
      ((await (await call("GET", `${path}/pictures`, undefined, token)).json()) as PicturesResponse)
        .pictures,
    place: (picture: string, place: PicturePlace) =>
      call("PATCH", `${path}/pictures/${encodeURIComponent(picture)}`, { place }, token),
    remove: (picture: string) =>
      call("DELETE", `${path}/pictures/${encodeURIComponent(picture)}`, undefined, token),
    project: async () => (await (await call("GET", path, undefined, token)).json()) as Project,
    revision: async () =>
      ((await (await call("GET", `${path}/units`, undefined, token)).json()) as UnitsResponse)
        .revision,
  };
}

async function open(environment: Record<string, string> = {}) {
  const server = await openTestServer({
    PROJECTS_DIR: makePack({ units: LIST }),
    SERVICE_KEYS,
    ...environment,
  });
  return { server, desk: deskOf(server, await server.signIn()) };
}

const PLAN: PicturePlace = {
  kind: "plan",
  floors: [
    { building: "a", floor: 1 },
    { building: "a", floor: 2 },
  ],
  units: [],
};

describe("pictures of a development", () => {
  test("are placed by their names, shown at once, corrected, and deleted with their files", async () => {
    const { server, desk } = await open();
    const before = await desk.revision();
    const plan = await desk.add("masterplan.jpg", await photograph());
    expect(plan).toMatchObject({
      status: 201,
      body: {
        name: "masterplan.jpg",
        size: [400, 300],
        place: { kind: "masterplan", buildings: [] },
      },
    });
    expect(await desk.revision()).not.toBe(before);
    const first = await desk.project();
    expect(first.masterplans).toMatchObject([
      { name: { en: "masterplan" }, picture: { kind: "photograph", size: [400, 300] } },
    ]);
    const source = first.masterplans[0]?.picture?.src ?? "";
    const served = await fetch(`${server.url}${source}?w=640`);
    expect([served.status, served.headers.get("content-type")]).toEqual([200, "image/jpeg"]);

    expect((await desk.add("Floors 1-2.svg", svg())).body.place).toEqual(PLAN);
    const outline: [number, number][] = [
      [0, 0],
      [90, 0],
      [90, 90],
      [0, 90],
    ];
    const units = [{ position: 2, outline }];
    expect((await desk.place("Floors 1-2.svg", { ...PLAN, units })).status).toBe(200);
    expect(
      (
        await desk.place(plan.body.file, {
          kind: "masterplan",
          buildings: [{ building: "a", outline }],
        })
      ).status,
    ).toBe(200);
    const drawn = await desk.project();
    expect(drawn.plans).toMatchObject([{ units, picture: { kind: "drawing", size: [200, 100] } }]);
    expect(new Set(drawn.buildings[0]?.floors.map(({ plan: id }) => id))).toEqual(
      new Set([drawn.plans[0]?.id]),
    );
    // The outline is of the second home on both floors, and the picture of its layout is cut from it.
    expect(drawn.units.map(({ number, position }) => [number, position])).toEqual([
      ["101", 1],
      ["102", 2],
      ["201", 1],
      ["202", 2],
    ]);
    expect(drawn.layouts.find(({ bedrooms }) => bedrooms === 2)?.look).toMatchObject({
      kind: "cutout",
      position: 2,
    });
    expect(drawn.masterplans[0]?.buildings).toEqual([{ building: "a", outline }]);

    const layout = drawn.layouts[0]?.id ?? "";
    await desk.add("one.png", await photograph(50, 50), { kind: "layout", layout });
    await desk.add("lobby.jpg", await photograph(60, 50));
    await desk.add("cover.jpg", await photograph(70, 50));
    const full = await desk.project();
    expect(full.layouts.find(({ id }) => id === layout)?.look).toMatchObject({ kind: "picture" });
    expect(full.gallery.map(({ name }) => name)).toEqual([{ en: "lobby" }]);
    expect(full.hero?.size).toEqual([70, 50]);
    expect((await desk.pictures()).map(({ name, place }) => [name, place.kind])).toEqual([
      ["masterplan.jpg", "masterplan"],
      ["Floors 1-2.svg", "plan"],
      ["one.png", "layout"],
      ["lobby.jpg", "gallery"],
      ["cover.jpg", "cover"],
    ]);

    expect((await desk.remove(plan.body.file)).status).toBe(204);
    expect((await desk.remove(plan.body.file)).status).toBe(404);
    expect((await fetch(`${server.url}${source}`)).status).toBe(404);
    expect((await desk.project()).masterplans).toEqual([]);
    const kept = await readdir(join(server.dataDir, "uploads", "riverside"));
    expect(kept).toHaveLength(4);
    expect(await readdir(join(server.dataDir, "uploads"))).toEqual(["riverside"]);
  });

  test("an upload that was cut short by kill -9 leaves nothing after the next start", async () => {
    const { server, desk } = await open();
    await desk.add("masterplan.jpg", await photograph());
    const uploads = join(server.dataDir, "uploads");
    await mkdir(join(uploads, ".incoming-aBc123"));
    await writeFile(join(uploads, ".incoming-aBc123", "picture"), "half");
    await server.restart();
    expect(await readdir(uploads)).toEqual(["riverside"]);
    expect(await readdir(join(uploads, "riverside"))).toHaveLength(1);
  });

  test("one of the same name replaces the previous one, and outlines are scaled", async () => {
    const { desk } = await open();
    const outline: [number, number][] = [
      [0, 0],
      [100, 0],
      [100, 100],
    ];
    await desk.add("site.jpg", await photograph(400, 300), {
      kind: "masterplan",
      buildings: [{ building: "a", outline }],
    });
    await desk.add("site.jpg", await photograph(800, 600));
    const pictures = await desk.pictures();
    expect(pictures).toHaveLength(1);
    expect(pictures[0]).toMatchObject({
      size: [800, 600],
      place: {
        kind: "masterplan",
        buildings: [
          {
            outline: [
              [0, 0],
              [200, 0],
              [200, 200],
            ],
          },
        ],
      },
    });
  });

  test("that cannot be shown are refused with their name and a reason, and nothing changes", async () => {
    const { desk } = await open();
    const revision = await desk.revision();
    const half = (await photograph(900, 900)).subarray(0, 2000);
    const entities = Buffer.from(
      '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&b;</text></svg>',
    );
    const heic = Buffer.concat([
      Buffer.from([0, 0, 0, 24]),
      Buffer.from("ftypheic"),
      Buffer.alloc(200),
    ]);
    for (const [name, bytes, reason, fault] of [
      ["half.jpg", half, "half there", "damaged"],
      ["text.jpg", Buffer.from("no picture"), "no picture", "not_a_picture"],
      ["IMG_1.HEIC", heic, "", "damaged"],
      ["bomb.svg", entities, "entities", "entities"],
      ["drawing.png", svg(), "name it .svg", "misnamed_svg"],
      ["box.svg", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>'), "", "no_size"],
    ] as const) {
      const refused = await desk.refused(name, bytes);
      expect([name, refused.status, refused.body.code]).toEqual([name, 422, "bad_picture"]);
      expect(refused.body.detail).toContain(name);
      expect(refused.body.detail).toContain(reason);
      expect(refused.body.fault).toBe(fault);
    }
    const pixels = hugePng();
    expect((await desk.refused("pixels.png", pixels)).body.detail).toContain("more pixels");
    expect((await desk.put("empty.jpg", Buffer.alloc(0))).status).toBe(400);
    expect(
      (await desk.put("json.jpg", Buffer.from("{}"), undefined, "application/json")).status,
    ).toBe(400);
    expect((await desk.put("large.jpg", Buffer.alloc(33 * 1024 * 1024))).status).toBe(413);
    expect(await desk.pictures()).toEqual([]);
    expect(await desk.revision()).toBe(revision);
  });

  test("are refused at places that do not exist, as are invalid outlines", async () => {
    const { desk } = await open();
    const { file } = (await desk.add("site.jpg", await photograph())).body;
    const crossed: [number, number][] = [
      [0, 0],
      [90, 90],
      [90, 0],
      [0, 90],
    ];
    const outside: [number, number][] = [
      [0, 0],
      [401, 0],
      [0, 90],
    ];
    const fine: [number, number][] = [
      [0, 0],
      [90, 0],
      [0, 90],
    ];
    for (const [place, code] of [
      [{ kind: "plan", floors: [{ building: "b", floor: 1 }], units: [] }, "invalid_body"],
      [{ kind: "plan", floors: [], units: [] }, "invalid_body"],
      [{ kind: "layout", layout: "none" }, "invalid_body"],
      [{ kind: "masterplan", buildings: [{ building: "z", outline: fine }] }, "invalid_body"],
      [{ kind: "masterplan", buildings: [{ building: "a", outline: crossed }] }, "bad_outline"],
      [{ kind: "masterplan", buildings: [{ building: "a", outline: outside }] }, "bad_outline"],
      [
        {
          kind: "plan",
          floors: [{ building: "a", floor: 1 }],
          units: [{ position: 1, outline: crossed }],
        },
        "bad_outline",
      ],
    ] as const) {
      const answer = await desk.place(file, place as unknown as PicturePlace);
      expect(((await answer.json()) as ProblemDetails).code).toBe(code);
    }
    expect((await desk.pictures())[0]?.place).toEqual({ kind: "masterplan", buildings: [] });
    expect((await desk.place("none.jpg", { kind: "gallery" })).status).toBe(404);
  });

  test("are changed only by editors: not by a stranger, with a room token or without a token", async () => {
    const { server, desk } = await open();
    await desk.add("lobby.jpg", await photograph());
    const crm = deskOf(server, SERVICE_KEY);
    expect((await crm.put("site.jpg", await photograph(30, 30))).status).toBe(201);
    const stranger = deskOf(server, "nobody");
    expect((await stranger.put("lobby.jpg", await photograph())).status).toBe(401);
    expect((await stranger.remove("lobby.jpg")).status).toBe(401);
    const presentation = await server.present({ project: "riverside" });
    const { token: buyer } = await presentation.join();
    for (const token of [buyer, await presentation.roomToken("agent")]) {
      const inRoom = deskOf(server, token);
      expect((await inRoom.put("lobby.jpg", await photograph())).status).toBe(401);
      expect((await inRoom.remove("lobby.jpg")).status).toBe(401);
    }
    const { url } = server;
    expect((await fetch(`${url}/api/projects/riverside/pictures`)).status).toBe(401);
    expect((await desk.pictures()).map(({ name }) => name)).toEqual(["lobby.jpg", "site.jpg"]);
  });
});
