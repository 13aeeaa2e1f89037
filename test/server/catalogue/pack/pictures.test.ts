import { symlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import sharp from "sharp";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { loadOne, problemsOf } from "../loading.ts";
import { succeed } from "../../../../schema/values/result.ts";
import { Pack } from "../../../../server/catalogue/pack/pack.ts";
import { openFiles } from "../../../../server/catalogue/pack/pictures.ts";
import { makePack, MINIMAL_PROJECT, OUTLINE } from "../packs.ts";

const GROUND = { width: 300, height: 200, channels: 3, background: "#346" } as const;
const picture = () => sharp({ create: GROUND });
/** Noise, so that its bytes are spread over the rows. */
const noise = () =>
  sharp({ create: { ...GROUND, noise: { type: "gaussian", mean: 128, sigma: 60 } } });
const svg = (viewBox: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}"><path d="M0 0h9v9z"/></svg>`;
/** The first bytes of a phone's photograph. */
const HEIC = `\0\0\0\x18ftypheic\0\0\0\0mif1heic${"\0".repeat(200)}`;
const half = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length / 2);

interface Shown {
  readonly file: string;
  readonly bytes: string | Uint8Array;
  readonly size?: readonly [number, number];
}

const partsOf = ({ file, bytes, size }: Shown) => ({
  project: {
    masterplans: [
      {
        id: "site",
        image: `media/${file}`,
        buildings: [{ building: "a", outline: OUTLINE }],
        ...(size && { size }),
      },
    ],
    plans: {
      typical: {
        image: `media/${file}`,
        pixelsPerMetre: 10,
        units: [{ position: 1, outline: OUTLINE }],
        ...(size && { size }),
      },
    },
  },
  files: { [`media/${file}`]: bytes },
});

async function shownOf(parts: Shown) {
  const { masterplans, plans } = await loadOne(partsOf(parts));
  return {
    size: masterplans[0]?.picture?.size,
    outline: masterplans[0]?.buildings[0]?.outline,
    onPlan: plans[0]?.units[0]?.outline,
    pixelsPerMetre: plans[0]?.pixelsPerMetre,
  };
}

const reasonsOf = async (parts: Shown): Promise<readonly string[]> =>
  (await problemsOf(makePack(partsOf(parts)))).map((line) => line.replace(/:\d+:/, ":"));

describe("trap 41: a picture of a pack", () => {
  test.each([
    ["jpg", () => picture().jpeg()],
    ["jpg", () => picture().jpeg({ progressive: true })],
    ["jpg", () => picture().toColourspace("cmyk").jpeg()],
    ["jpg", () => picture().greyscale().jpeg()],
    ["png", () => picture().toColourspace("rgb16").png()],
    ["png", () => picture().ensureAlpha(0.5).png()],
    ["webp", () => picture().webp()],
    ["avif", () => picture().avif({ effort: 0 })],
    // Browsers detect the format from the bytes too.
    ["jpg", () => picture().png()],
  ])("has its own size, with a name ending in %s (%#)", async (ending, draw) => {
    const shown = await shownOf({ file: `site.${ending}`, bytes: await draw().toBuffer() });
    expect(shown).toEqual({
      size: [300, 200],
      outline: OUTLINE,
      onPlan: OUTLINE,
      pixelsPerMetre: 10,
    });
  });

  const PREFIXED =
    '<s:svg xmlns:s="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><s:path d="M0 0h9v9z"/></s:svg>';
  test.each([
    ["with a namespace prefix", PREFIXED],
    [
      "in UTF-16",
      Buffer.from(`\uFEFF<?xml version="1.0" encoding="UTF-16"?>${svg("0 0 300 200")}`, "utf16le"),
    ],
    [
      "in UTF-16, the high byte first",
      Buffer.from(`\uFEFF${svg("0 0 300 200")}`, "utf16le").swap16(),
    ],
  ])("as an SVG %s has its size", async (_name, bytes) => {
    expect((await shownOf({ file: "site.svg", bytes })).size).toEqual([300, 200]);
  });

  test.each([
    ["that is cut off", PREFIXED.slice(0, -10)],
    ["whose namespace nobody declared", PREFIXED.replace(/ xmlns:s="[^"]*"/, "")],
  ])("as an SVG with a prefix %s is refused", async (_name, bytes) => {
    expect(await reasonsOf({ file: "site.svg", bytes })).toEqual([
      expect.stringContaining("media/site.svg is no picture that can be opened"),
      expect.stringContaining("media/site.svg is no picture that can be opened"),
    ]);
  });

  test.each([
    ["مخطط الموقع.png", "%D9%85%D8%AE%D8%B7%D8%B7%20%D8%A7%D9%84%D9%85%D9%88%D9%82%D8%B9.png"],
    ["Генплан (2).png", "%D0%93%D0%B5%D0%BD%D0%BF%D0%BB%D0%B0%D0%BD%20%282%29.png"],
    ["plan d'étage.png", "plan%20d%27%C3%A9tage.png"],
  ])("may be named %s, with an address of ASCII", async (file, address) => {
    const bytes = await picture().png().toBuffer();
    const forms = (["NFC", "NFD"] as const).flatMap((own) =>
      (["NFC", "NFD"] as const).map((listed) => [own, listed] as const),
    );
    for (const [own, listed] of forms) {
      const { project } = partsOf({ file: file.normalize(listed), bytes });
      const files = { [`media/${file.normalize(own)}`]: bytes };
      const { masterplans } = await loadOne({ project, files });
      expect(masterplans[0]?.picture?.src).toBe(`/media/riverside/${address}`);
    }
  });

  test("rotated by its camera has the size of its upright version", async () => {
    const bytes = await picture().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect((await shownOf({ file: "site.jpg", bytes })).size).toEqual([200, 300]);
    expect(await reasonsOf({ file: "site.jpg", bytes, size: [300, 200] })).toEqual([
      'riverside/project.json: masterplans[0].size: media/site.jpg is 200 × 300 pixels, not 300 × 200: leave "size" out',
      expect.stringContaining("plans.typical.size: media/site.jpg is 200 × 300 pixels"),
    ]);
  });

  test("has its outlines scaled if they were drawn on a smaller version", async () => {
    const bytes = await picture().jpeg().toBuffer();
    const doubled = [
      [0, 0],
      [20, 0],
      [20, 20],
    ];
    expect(await shownOf({ file: "site.jpg", bytes, size: [150, 100] })).toEqual({
      size: [300, 200],
      outline: doubled,
      onPlan: doubled,
      pixelsPerMetre: 20,
    });
  });

  test("as SVG has the origin of its view box", async () => {
    const moved = [
      [-100, 50],
      [-90, 50],
      [-90, 60],
    ];
    expect(await shownOf({ file: "site.svg", bytes: svg("100 -50 800 600") })).toEqual({
      size: [800, 600],
      outline: moved,
      onPlan: moved,
      pixelsPerMetre: 10,
    });
  });

  test.each<[string, string, () => Promise<string | Uint8Array> | string, RegExp]>([
    ["an empty file", "site.jpg", () => "", /media\/site\.jpg is empty/],
    ["a web page", "site.jpg", () => "<!doctype html><title>404</title>", /is no picture/],
    ["HEIC", "site.jpg", () => HEIC, /media\/site\.jpg is /],
    ["half a JPEG", "site.jpg", async () => half(await noise().jpeg().toBuffer()), /half there/],
    [
      "half a progressive JPEG",
      "site.jpg",
      async () => half(await noise().jpeg({ progressive: true }).toBuffer()),
      /half there/,
    ],
    ["half a PNG", "site.png", async () => half(await noise().png().toBuffer()), /half there/],
    ["half a WebP", "site.webp", async () => half(await noise().webp().toBuffer()), /half there/],
    ["half an SVG", "site.svg", () => svg("0 0 9 9").slice(0, -9), /half there/],
    ["an SVG by another name", "site.png", () => svg("0 0 9 9"), /is an SVG: name it \.svg/],
    ["another by an SVG's name", "site.svg", () => picture().png().toBuffer(), /is PNG, not an/],
    ["a TIFF", "site.jpg", () => picture().tiff().toBuffer(), /is TIFF: save it as JPEG or PNG/],
    ["an SVG without a size", "site.svg", () => svg(""), /has neither a view box nor/],
  ])("stops the start with its name: %s", async (_what, file, draw, reason) => {
    const reasons = await reasonsOf({ file, bytes: await draw() });
    expect(reasons).toEqual([expect.stringMatching(reason), expect.stringMatching(reason)]);
  });

  test("of another shape for dark themes is refused", async () => {
    const bytes = await picture().png().toBuffer();
    const parts = {
      project: { hero: { image: "media/site.png", imageDark: "media/dark.svg" } },
      files: { "media/site.png": bytes, "media/dark.svg": svg("0 0 9 9") },
    };
    expect(await problemsOf(makePack(parts))).toEqual([
      expect.stringContaining("media/dark.svg is 9 × 9 pixels and media/site.png is 300 × 200"),
    ]);
  });

  test("has a blur for both themes; a line drawing has none", async () => {
    const bytes = await picture().png().toBuffer();
    const { hero, gallery } = await loadOne({
      project: {
        hero: { image: "media/site.png", imageDark: "media/dark.png" },
        gallery: [{ id: "lines", image: "media/site.svg" }],
      },
      files: {
        "media/site.png": bytes,
        "media/dark.png": await noise().png().toBuffer(),
        "media/site.svg": svg("0 0 300 200"),
      },
    });
    expect(hero?.blur).toMatch(/^data:image\/webp;base64,/);
    expect(hero?.blurDark).toMatch(/^data:image\/webp;base64,/);
    expect(hero?.blurDark).not.toBe(hero?.blur);
    expect(gallery[0]?.picture).not.toHaveProperty("blur");
  });

  test("is opened once for all its names, and never outside of the pack", async () => {
    const names = ["media/site.png", "media/./site.png", "media/link.png", "media/out.png"];
    const folder = join(makePack({ files: { "media/site.png": "any" } }), "riverside");
    await symlink("site.png", join(folder, "media/link.png"));
    await symlink("../../outside.png", join(folder, "media/out.png"));
    await writeFile(join(folder, "../outside.png"), "any");
    const opened: string[] = [];
    const facts = { origin: [0, 0], size: [3, 2], type: "", isPlain: true, version: "" } as const;
    const gallery = names.map((image, at) => ({ id: `p${at}`, image }));
    const pack = v.parse(Pack, { ...MINIMAL_PROJECT, gallery });
    const files = await openFiles(folder, pack, async (path) => {
      opened.push(basename(path));
      return succeed(facts);
    });
    expect(opened).toEqual(["site.png"]);
    expect([...files].map(([name, { ok }]) => [name, ok])).toEqual(
      names.map((name) => [name, name !== "media/out.png"]),
    );
  });
});
