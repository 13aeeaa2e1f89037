import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PreviewResponse } from "../../../schema/protocol/api.ts";
import { readBrand, type OpenedBrand } from "../../../server/brand/readBrand.ts";
import { makeLinkPreview } from "../../../server/media/linkPreview.ts";
import { loadSharp } from "../../../server/media/loadSharp.ts";
import { smallProject } from "../../support/room/project.ts";
import { openHarness, present } from "./harness.ts";

const PAGE =
  '<!doctype html><html lang="en"><head><title>Offplan Live</title></head><body></body></html>';

let folder = "";
let brand: OpenedBrand;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "offplan-brand-"));
  await mkdir(join(folder, "client"));
  for (const name of ["index.html", "door.en.html", "door.ru.html", "door.ar.html"]) {
    await writeFile(
      join(folder, "client", name),
      PAGE.replace("<body>", `<body data-page="${name}">`),
    );
  }
  await writeFile(join(folder, "logo.svg"), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(
    join(folder, "brand.json"),
    JSON.stringify({
      name: 'Harbour "&" Homes</script>',
      logo: "logo.svg",
      colours: { light: { navy: "#0a3a2a" } },
      agents: [{ id: "agent", photo: "logo.svg", messenger: "https://wa.me/971501234567" }],
      languages: { offered: ["en", "ar"], byMarket: { RU: "ar" } },
    }),
  );
  brand = await readBrand({ source: { file: join(folder, "brand.json") }, publicPath: "" });
});
afterAll(() => rm(folder, { recursive: true }));

const settings = () => ({ clientDir: join(folder, "client") });
const project = {
  ...smallProject,
  location: { en: "Dubai Creek", ar: "خور دبي" },
  handover: { en: "Handover Q4 2028" },
  hero: smallProject.gallery[0]!.picture,
};
const openBranded = () => openHarness({ settings: settings(), brand, project });
const metaOf = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/<meta property="([^"]+)" content="([^"]*)"/g)].map(([, name, content]) => [
      name,
      content,
    ]),
  ) as Record<string, string>;

describe("a partner's pages", () => {
  test("have its name, its style sheet and its details, and run no additional scripts", async () => {
    const { get } = await openBranded();
    const page = await get("/agent");
    expect(page.text).toContain("<title>Harbour &quot;&amp;&quot; Homes&lt;/script&gt;</title>");
    expect(page.text).toContain(`<link rel="stylesheet" href="/brand.css?v=${brand.version}" />`);
    const [, json = ""] = /id="offplan-brand">([^]*?)<\/script>/.exec(page.text) ?? [];
    expect(JSON.parse(json)).toEqual(brand.page);
    const plain = await (await openHarness({ settings: settings() })).get("/agent");
    expect(page.headers.get("content-security-policy")).toBe(
      plain.headers.get("content-security-policy"),
    );
    expect(plain.text).toContain("<title>Offplan Live</title>");
    expect(plain.text).not.toContain("brand");
  });

  test("get its files and no others", async () => {
    const { get } = await openBranded();
    const styles = await get("/brand.css");
    expect(styles.text).toContain("--navy:#0a3a2a");
    expect(styles.headers.get("content-type")).toContain("text/css");
    const logo = await get("/brand/logo.svg");
    expect(logo.status).toBe(200);
    expect(logo.headers.get("content-security-policy")).toContain("sandbox");
    for (const path of ["/brand/brand.json", "/brand/..%2fbrand.json", "/brand/other.svg"]) {
      expect((await get(path)).problem).toBe("404 unknown");
    }
  });

  test("are in the languages that it offers, and in the market's if the reader's is not among them", async () => {
    const { get } = await openBranded();
    const pageFor = async (languages: string) =>
      /data-page="([^"]+)"/.exec(
        (await get("/p/x", { headers: { "accept-language": languages } })).text,
      )?.[1];
    expect(await pageFor("ar")).toBe("door.ar.html");
    expect(await pageFor("ru, fr")).toBe("door.en.html");
    expect(await pageFor("ru-RU")).toBe("door.ar.html");
  });

  test("show the agent's card to anyone with the link", async () => {
    const harness = await openBranded();
    const { id, secret } = await present(harness);
    const preview = await harness.post(`/api/presentations/${id}/preview`, { body: { secret } });
    expect((preview.json() as PreviewResponse).presenter).toEqual({
      name: "",
      photo: `/brand/logo.svg?v=${brand.version}`,
      messenger: "https://wa.me/971501234567",
    });
  });
});

describe("a link in a chat", () => {
  test("trap 22: shows the development, its place and hand-over, and nobody's name", async () => {
    const harness = await openBranded();
    const { id, secret } = await present(harness, { buyer: { name: "Omar" } });
    await harness.storage.presentations.setAgentName(id, "Ana");
    const page = await harness.get(`/p/${id}`);
    expect(metaOf(page.text)).toMatchObject({
      "og:title": "Small Court, Dubai Creek",
      "og:description": "Handover Q4 2028",
      "og:image": "https://live.example.com/previews/small.jpg",
      "og:image:width": "1200",
      "og:image:height": "630",
    });
    for (const word of ["Omar", "Ana", id, secret]) expect(page.text).not.toContain(word);
    const arabic = await harness.get(`/p/${id}`, { headers: { "accept-language": "ar" } });
    expect(metaOf(arabic.text)["og:title"]).toMatch(/، خور دبي$/);
    // The link is still valid.
    const joined = await harness.post(`/api/presentations/${id}/join`, { body: { secret } });
    expect(joined.status).toBe(200);
  });

  test("is the same for all invalid links: unknown, ended, or a recap that was never made", async () => {
    const harness = await openBranded();
    const { id } = await present(harness);
    await harness.delete(`/api/presentations/${id}`, { token: harness.agentToken });
    const [unknown, ...others] = await Promise.all(
      ["/p/unknown", "/p/other", `/p/${id}`].map((path) => harness.get(path)),
    );
    for (const { text, headers } of others) {
      expect([text, headers.get("etag")]).toEqual([unknown!.text, unknown!.headers.get("etag")]);
    }
    const recaps = await Promise.all(["/r/unknown", `/r/${id}`].map((path) => harness.get(path)));
    expect(recaps[0]!.text).toBe(recaps[1]!.text);
    expect(metaOf(unknown!.text)).toEqual({
      "og:site_name": "Harbour &quot;&amp;&quot; Homes&lt;/script&gt;",
      "og:title": "Harbour &quot;&amp;&quot; Homes&lt;/script&gt;",
      "og:type": "website",
    });
  });

  test("of a recap shows its development too", async () => {
    const harness = await openBranded();
    const { id } = await present(harness);
    await harness.post(`/api/presentations/${id}/recap`, { token: harness.agentToken, body: {} });
    const page = await harness.get(`/r/${id}`);
    expect(metaOf(page.text)["og:title"]).toBe("Small Court, Dubai Creek");
  });

  test("shows a JPEG of 1,200 × 630 below 300 KB, also of a picture that hardly compresses", async () => {
    const sharp = await loadSharp();
    const noise = await sharp({
      create: {
        width: 2400,
        height: 1600,
        channels: 3,
        background: "#888888",
        noise: { type: "gaussian", mean: 128, sigma: 90 },
      },
    })
      .png()
      .toBuffer();
    const source = join(folder, "noise.png");
    await writeFile(source, noise);
    const preview = await makeLinkPreview(source);
    expect(preview.byteLength).toBeLessThan(300_000);
    expect(await sharp(preview).metadata()).toMatchObject({
      format: "jpeg",
      width: 1200,
      height: 630,
    });
    const harness = await openBranded();
    const served = await fetch(`${harness.origin}/previews/small.jpg`);
    expect([served.status, served.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
    expect((await served.arrayBuffer()).byteLength).toBeLessThan(300_000);
    expect((await harness.get("/previews/unknown.jpg")).problem).toBe("404 unknown");
  });

  test("shows a drawing whole, on the pages' background, and fills the picture with a photograph", async () => {
    const sharp = await loadSharp();
    const tall =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 200"><rect width="100" height="200"/></svg>';
    const [drawing, photograph] = [join(folder, "tall.svg"), join(folder, "tall.png")];
    await writeFile(drawing, tall);
    await sharp(Buffer.from(tall)).png().toFile(photograph);
    const brightnessAt = async (source: string, left: number, top: number) => {
      const area = { left, top, width: 4, height: 4 };
      const [red] = await sharp(await makeLinkPreview(source))
        .extract(area)
        .raw()
        .toBuffer();
      return red;
    };
    expect(await brightnessAt(drawing, 0, 300)).toBeGreaterThan(240);
    expect(await brightnessAt(drawing, 598, 0)).toBeLessThan(10);
    expect(await brightnessAt(drawing, 598, 625)).toBeLessThan(10);
    expect(await brightnessAt(photograph, 0, 300)).toBeLessThan(10);
  });
});
