import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { lookup } from "node:dns";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openDownload, type Download } from "../../../server/media/download.ts";
import { openPicture } from "../../../server/media/openPicture.ts";
import { openRemotePictures } from "../../../server/media/remotePictures.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";
import { untilHolds } from "../../support/clock/untilHolds.ts";
import { listenUntilDone } from "../../support/server/hostServer.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const svg = (width: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 50"></svg>`;
const TOWER = "https://cdn.example.com/tower.svg?signature=secret";

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "offplan-remote-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function open(folder?: string) {
  const kept = folder ?? (await makeFolder());
  const clock = new FakeClock(Date.now());
  const asked: string[] = [];
  const logged: string[] = [];
  let answer: (path: string) => Promise<void> = (path) => writeFile(path, svg(100));
  const download: Download = (url, path) => {
    asked.push(url);
    return answer(path);
  };
  let number = 0;
  const remote = openRemotePictures({
    folder: kept,
    download,
    openPicture,
    clock,
    uniqueName: () => String((number += 1)),
    log: { warn: (_fields, message) => void logged.push(message) },
  });
  return {
    folder: kept,
    clock,
    asked,
    logged,
    remote,
    answers: (next: typeof answer) => {
      answer = next;
    },
  };
}

describe("a picture of another server", () => {
  test("is copied once for all requests, and not again by a later process", async () => {
    const { remote, asked, folder } = await open();
    const copies = await Promise.all([remote.open(TOWER), remote.open(TOWER), remote.open(TOWER)]);
    expect(copies.map((copy) => copy.ok && copy.value.facts.size)).toEqual([
      [100, 50],
      [100, 50],
      [100, 50],
    ]);
    await remote.open(TOWER);
    const later = await open(folder);
    expect((await later.remote.open(TOWER)).ok).toBe(true);
    expect([asked, later.asked]).toEqual([[TOWER], []]);
    expect(await readdir(folder)).toEqual([expect.stringMatching(/^[\da-f]{32}\.svg$/)]);
  });

  test("is copied anew after a day, and the old copy is shown until then and while its server is away", async () => {
    const { remote, asked, clock, answers } = await open();
    const width = async () => {
      const copy = await remote.open(TOWER);
      return copy.ok ? copy.value.facts.size[0] : copy.problem;
    };
    expect(await width()).toBe(100);
    answers(() => Promise.reject(new Error("answers 500")));
    clock.advance(DAY_MS + 1000);
    expect(await width()).toBe(100);
    await untilHolds(() => expect(asked).toHaveLength(2));
    answers((path) => writeFile(path, svg(200)));
    clock.advance(11_000);
    await width();
    await untilHolds(async () => expect(await width()).toBe(200));
    expect(asked).toHaveLength(3);
  });

  test("that cannot be downloaded is requested at most every ten seconds, and the log names only its server", async () => {
    const { remote, asked, clock, logged, answers, folder } = await open();
    answers(() => Promise.reject(new Error("answers 404")));
    for (let time = 0; time < 3; time++) {
      expect(await remote.open(TOWER)).toEqual({ ok: false, problem: "answers 404" });
    }
    expect([asked.length, logged]).toEqual([1, ["a picture of cdn.example.com answers 404"]]);
    answers((path) => writeFile(path, "<html>"));
    clock.advance(10_001);
    expect(await remote.open(TOWER)).toMatchObject({ ok: false });
    answers((path) => writeFile(path, svg(100)));
    clock.advance(10_001);
    expect(await remote.open(TOWER)).toMatchObject({ ok: true });
    expect(await readdir(folder)).toHaveLength(1);
  });

  test("takes at most a minute", async () => {
    const folder = await makeFolder();
    const clock = new FakeClock();
    const started = Promise.withResolvers<void>();
    const remote = openRemotePictures({
      folder,
      download: (_url, _path, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(new Error("aborted")));
          started.resolve();
        }),
      openPicture,
      clock,
      uniqueName: () => "1",
      log: { warn: () => undefined },
    });
    const opened = remote.open(TOWER);
    await started.promise;
    clock.advance(60_001);
    expect(await opened).toEqual({ ok: false, problem: "takes too long" });
  });

  test("that was not requested for 30 days is removed at the start", async () => {
    const folder = await makeFolder();
    const names = ["old.svg", "incoming-1-a.svg", "new.svg"];
    for (const name of names) await writeFile(join(folder, name), svg(1));
    const old = (Date.now() - 31 * DAY_MS) / 1000;
    for (const name of names.slice(0, 2)) await utimes(join(folder, name), old, old);
    const { remote } = await open(folder);
    await remote.open(TOWER);
    expect((await readdir(folder)).filter((name) => names.includes(name))).toEqual(["new.svg"]);
  });
});

describe("a download", () => {
  const serve = (listener: RequestListener) => listenUntilDone(createServer(listener));
  const save = async (url: string, allowPrivate = true) => {
    const path = join(await makeFolder(), "file");
    await openDownload({ allowPrivate, lookup })(url, path, new AbortController().signal);
    return readFile(path, "utf8");
  };

  test("follows three redirects", async () => {
    const origin = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end("picture");
      else response.writeHead(302, { location: `/${left - 1}` }).end();
    });
    expect(await save(`${origin}/3`)).toBe("picture");
    await expect(save(`${origin}/4`)).rejects.toThrow("leads on more than 3 times");
  });

  test("rejects other answers, and more than 32 MB", async () => {
    const origin = await serve((request, response) => {
      if (request.url === "/gone") response.writeHead(404).end();
      else for (let part = 0; part < 33; part++) response.write(Buffer.alloc(1024 * 1024));
    });
    await expect(save(`${origin}/gone`)).rejects.toThrow("answers 404");
    await expect(save(`${origin}/large`)).rejects.toThrow("is larger than 32 MB");
  });

  test.each(["http://cdn.example.com/a.jpg", "https://127.0.0.1/a.jpg", "https://localhost/a.jpg"])(
    "asks nothing of %s unless private addresses are allowed",
    async (url) => {
      await expect(save(url, false)).rejects.toThrow(/^must/);
    },
  );

  test("does not follow a redirect to a forbidden address, nor a name that resolves to one", async () => {
    const path = join(await makeFolder(), "file");
    const { signal } = new AbortController();
    const toPrivate = openDownload({
      allowPrivate: false,
      lookup: (_name, _options, callback) => callback(null, [{ address: "10.0.0.1", family: 4 }]),
    });
    await expect(toPrivate("https://cdn.example.com/a.jpg", path, signal)).rejects.toThrow(
      "is a private address",
    );
    const origin = await serve((_request, response) => {
      response.writeHead(302, { location: "file:///etc/passwd" }).end();
    });
    await expect(save(origin)).rejects.toThrow("must begin with https://");
  });
});
