import { createServer } from "node:http";
import sharp from "sharp";
import { expect, test } from "vitest";
import type { Picture, Project } from "../../schema/catalogue/catalogue.ts";
import { joinAsBuyer, openBrowser, openPage, PHONE, picture } from "../support/browser/browser.ts";
import { openWriter } from "../../schema/presentation/document.ts";
import { openStockClient } from "../support/server/wires/stockClient.ts";
import { smallProject } from "../support/room/project.ts";
import { listenUntilDone, openHosted } from "../support/server/hostServer.ts";
import { openServerCalls } from "../support/server/serverCalls.ts";

/** A server of pictures, each a photograph of one colour. */
async function openPictureServer() {
  const asked: string[] = [];
  const origin = await listenUntilDone(
    createServer((request, response) => {
      asked.push(request.url ?? "");
      const background = request.url?.includes("tower") === true ? "#3b6d8c" : "#8c5f3b";
      void sharp({ create: { width: 1600, height: 900, channels: 3, background } })
        .jpeg()
        .toBuffer()
        .then((jpeg) => response.end(jpeg));
    }),
  );
  return { origin: origin.replace("127.0.0.1", "localhost"), asked };
}

const TOWER = "tower";
const at = (src: string): Picture => ({ src, size: [1600, 900], kind: "photograph" });

async function openHost(project: () => Project, env: Readonly<Record<string, string>>) {
  let tell = (): void => undefined;
  const offplan = await openHosted({
    env,
    catalogue: {
      projects: async () => [project()],
      subscribe: (changed) => {
        tell = changed;
        return () => undefined;
      },
    },
  });
  const url = await listenUntilDone(
    createServer((request, response) => offplan.handle(request, response)).on(
      "upgrade",
      (request, socket, head) => void offplan.upgrade(request, socket, head),
    ),
  );
  return { url, calls: openServerCalls(url), tell: () => tell() };
}

test("a host's pictures on another site are shown from this one, in a phone's widths, and a new address at once", async () => {
  const pictures = await openPictureServer();
  let gallery = `${pictures.origin}/tower.jpg?signature=1`;
  const project = (): Project => ({
    ...smallProject,
    hero: at(`${pictures.origin}/cover.jpg`),
    gallery: [{ id: TOWER, picture: at(gallery) }],
  });
  const { url, calls, tell } = await openHost(project, { PICTURE_ALLOW_PRIVATE: "1" });
  const presentation = await calls.present({ project: "small" });
  const agent = openStockClient(url, presentation.room, await presentation.roomToken("agent"));
  await agent.synced();

  const { page, complaints } = await openPage(await openBrowser(), PHONE);
  await page.goto(presentation.link);
  const isShown = (part: string) =>
    page.evaluate(
      (within) =>
        [...document.images].some(
          ({ currentSrc, naturalWidth }) => currentSrc.includes(within) && naturalWidth > 0,
        ),
      part,
    );
  await expect.poll(() => isShown("/media/small/remote/")).toBe(true);
  await picture(page, "embed-remote-cover");
  await joinAsBuyer(page, presentation.link);
  openWriter(agent.doc).write({ view: { screen: "gallery", image: TOWER } });
  await page.locator(".stage[data-screen=gallery]").waitFor();
  await expect.poll(() => isShown("?w=")).toBe(true);
  await picture(page, "embed-remote-gallery");
  const preview = await fetch(`${url}/previews/small.jpg`);
  const { width, height, format } = await sharp(await preview.bytes()).metadata();
  expect([width, height, format]).toEqual([1200, 630, "jpeg"]);
  expect(complaints).toEqual([]);

  const read = async () => {
    const token = presentation.agentToken;
    const answer = await calls.call("GET", "/api/projects/small", undefined, token);
    return ((await answer.json()) as Project).gallery[0]?.picture.src ?? "";
  };
  const before = await read();
  const narrow = await fetch(`${url}${before}?w=640`);
  expect((await sharp(await narrow.bytes()).metadata()).width).toBe(640);
  gallery = `${pictures.origin}/other.jpg`;
  tell();
  await expect.poll(read).not.toBe(before);
  expect((await fetch(`${url}${await read()}`)).status).toBe(200);
  expect((await fetch(`${url}${before}`)).status).toBe(404);
  expect(pictures.asked.toSorted()).toEqual(["/cover.jpg", "/other.jpg", "/tower.jpg?signature=1"]);
});
