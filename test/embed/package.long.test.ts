import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openConsumer, type Consumer } from "../support/embed/consumer.ts";

let consumer: Consumer;
beforeAll(async () => {
  consumer = await openConsumer(["react", "@types/react"]);
});
afterAll(() => consumer.remove());

/** As strict as a consumer may be, on plain Node. */
const STRICT = {
  compilerOptions: {
    module: "nodenext",
    moduleResolution: "nodenext",
    target: "es2024",
    lib: ["es2024", "dom"],
    types: ["node"],
    jsx: "react-jsx",
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
  },
  files: ["host.ts", "admin.tsx", "headless.ts"],
};

const ADMIN = `
import { createElement } from "react";
import { Inspector, Stage, usePresentation, useViewers, type View } from "offplan-live/react";

const UNIT: View = { screen: "unit", unit: "b-1204" };

export function Admin({ token }: { readonly token: () => Promise<string> }) {
  const presentation = usePresentation({
    server: "https://live.example.com/viewings",
    project: "lagoon-terraces",
    token,
  });
  const viewers = useViewers(presentation);
  return createElement(
    "main",
    { onClick: () => void presentation.present({ minutes: 15 }).then(() => presentation.show(UNIT)) },
    presentation.status.kind === "live" ? presentation.status.started.link : "",
    viewers.map(({ clientId, name }) => createElement("p", { key: clientId }, name)),
    createElement(Stage, { presentation, className: "stage" }),
    createElement(Inspector, { presentation }),
  );
}
`;

const HEADLESS = `
import { ApiError, openPresentation, type PresentationHandle } from "offplan-live/session";

const handle: PresentationHandle = openPresentation({
  server: "http://127.0.0.1:1",
  project: "lagoon-terraces",
  token: () => "a token",
});
handle.present({ buyer: { name: "Omar" } }).catch((error: unknown) => {
  console.log(error instanceof ApiError ? error.code : "other");
  handle.close();
});
`;

const HOST = `
import { createServer } from "node:http";
import { createOffplan, type HostAgent, type Offplan } from "offplan-live/server";

const anna: HostAgent = { id: "u-1", name: "Anna" };
const offplan: Offplan = await createOffplan({
  basePath: "/viewings",
  env: { DATA_DIR: "data", AGENT_KEY: "an agent's key of a test" },
  authenticate: async (request) => (request.headers.cookie === "sid=anna" ? anna : undefined),
});
const server = createServer((request, response) =>
  offplan.handle(request, response, () => response.end("theirs")),
);
server.on("upgrade", (request, socket, head) => {
  if (!offplan.upgrade(request, socket, head)) socket.destroy();
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = server.address();
const port = typeof address === "object" ? address?.port : undefined;
const origin = "http://127.0.0.1:" + String(port);
const headers = { cookie: "sid=anna", "content-type": "application/json" };
const made = await fetch(origin + "/viewings/api/presentations", {
  method: "POST",
  headers,
  body: JSON.stringify({ project: "lagoon-terraces" }),
});
const { link } = (await made.json()) as { link: string };
const page = await fetch(link);
const text = await page.text();
const script = /type="module"[^>]* src="([^"]+)"/.exec(text)?.[1] ?? "";
const asset = await fetch(origin + script);
const other = await fetch(origin + "/other");
console.log(made.status, page.status, asset.status, await other.text());
await offplan.close();
server.closeAllConnections();
server.close();
`;

describe("the packed package", () => {
  test("has types that a strict consumer compiles with those of its dependencies", async () => {
    await consumer.write("host.ts", HOST);
    await consumer.write("admin.tsx", ADMIN);
    await consumer.write("headless.ts", HEADLESS);
    await consumer.write("tsconfig.json", JSON.stringify(STRICT));
    expect(await consumer.run("tsc", "-p", ".")).toEqual({ code: 0, said: "" });
  });

  test("runs inside a server of plain Node, pages and all, and lets the process end", async () => {
    await consumer.write("host.ts", HOST);
    const { code, said } = await consumer.run("node", "host.ts");
    expect(said).toContain("201 200 200 theirs");
    expect(code).toBe(0);
  });

  test("presents without a page too, and says what went wrong", async () => {
    await consumer.write("headless.ts", HEADLESS);
    expect((await consumer.run("node", "headless.ts")).said.trim()).toBe("network");
  });

  test("has the pages that npm start builds, whatever packed it", async () => {
    const assets = join(consumer.installed, "dist", "client", "dist", "assets");
    const names = (await readdir(assets)).filter((name) => name.endsWith(".js"));
    const texts = await Promise.all(names.map((name) => readFile(join(assets, name), "utf8")));
    // React says this in its development build alone.
    expect(texts.filter((text) => text.includes("Invalid hook call. Hooks can only"))).toEqual([]);
  });

  test("exports what is documented and nothing else", async () => {
    const ask = (path: string) =>
      consumer.run(
        "node",
        "-e",
        `import(${JSON.stringify(path)}).catch((e) => console.log(e.code))`,
      );
    const inside = "offplan-live/dist/server/config.js";
    expect((await ask(inside)).said).toContain("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });

  test("is clean to publint", async () => {
    const { code, said } = await consumer.run("publint", consumer.tarball, "--strict");
    expect(code === 0 ? "clean" : said).toBe("clean");
  });

  test("resolves with its types in every way that ES modules do", async () => {
    const { code, said } = await consumer.run(
      "attw",
      consumer.tarball,
      "--profile",
      "esm-only",
      "--no-color",
    );
    expect(code === 0 ? "clean" : said).toBe("clean");
  });
});
