import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { expect, test } from "vitest";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import type { UnitsResponse } from "../../../schema/protocol/api.ts";
import { listenUntilDone, openHosted } from "../../support/server/hostServer.ts";
import { openServerCalls } from "../../support/server/serverCalls.ts";
import { smallProject } from "../../support/room/project.ts";

const SERVICE_KEY = "the-key-of-the-CRM-long-enough";
const SERVICE_KEYS = `crm:${createHash("sha256").update(SERVICE_KEY).digest("hex")}`;

test("a host presents its own inventory; a buyer's next poll has the changes of host and CRM", async () => {
  let project: Project = smallProject;
  let tell = (): void => undefined;
  const offplan = await openHosted({
    env: { SERVICE_KEYS },
    catalogue: {
      projects: async () => [project],
      subscribe: (changed) => {
        tell = changed;
        return () => undefined;
      },
    },
  });
  const url = await listenUntilDone(
    createServer((request, response) => offplan.handle(request, response)),
  );
  const calls = openServerCalls(url);
  const listed = await calls.call("GET", "/api/projects", undefined, await calls.signIn());
  expect(((await listed.json()) as { projects: unknown[] }).projects).toMatchObject([
    { id: "small" },
  ]);
  const presentation = await calls.present({ project: "small" });
  const { token } = await presentation.join();
  const [unit] = smallProject.units;
  const path = "/api/projects/small/units";
  const read = async () => {
    const answer = await calls.call("GET", path, undefined, token);
    const { units } = (await answer.json()) as UnitsResponse;
    return units.find(({ id }) => id === unit?.id);
  };
  project = {
    ...smallProject,
    units: smallProject.units.map((one) => ({ ...one, price: 4_200_000 })),
  };
  tell();
  await expect.poll(async () => (await read())?.price).toBe(4_200_000);
  const patched = await calls.call("PATCH", `${path}/${unit?.id}`, { status: "sold" }, SERVICE_KEY);
  expect(patched.status).toBe(200);
  expect(await read()).toMatchObject({ status: "sold" });
  const list = await fetch(`${url}/api/projects/small/list?conflicts=list`, {
    method: "PUT",
    headers: { authorization: `Bearer ${SERVICE_KEY}`, "content-type": "text/csv" },
    body: `building,floor,number,status,price\n${smallProject.units
      .map(({ building, floor, number }) => `${building},${floor},${number},available,77000`)
      .join("\n")}\n`,
  });
  expect([list.status, await list.json()]).toMatchObject([200, { applied: true }]);
  expect(await read()).toMatchObject({ status: "available", price: 7_700_000 });
});
