import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type {
  CreateProjectResponse,
  ListResponse,
  ListRevisionsResponse,
  UnitsResponse,
} from "../../../schema/protocol/api.ts";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import type { ProblemDetails } from "../../../schema/protocol/problems.ts";
import { makePack } from "../../server/catalogue/packs.ts";
import { openAgent, openBuyer, sees, unitView } from "../../support/server/people.ts";
import { openTestServer, type TestServer } from "../../support/server/testServer.ts";

const HEADER = "building,floor,number,status,price";
const FIRST = [HEADER, "a,1,101,available,1000", "a,1,102,available,2000", "a,2,201,sold,3000"];
const SERVICE_KEY = "a-key-of-the-company-s-CRM";
const SERVICE_KEYS = `crm:${createHash("sha256").update(SERVICE_KEY).digest("hex")}`;

async function open(environment: Record<string, string> = {}) {
  const projectsDir = makePack({ units: `${FIRST.join("\n")}\n` });
  const server = await openTestServer({ PROJECTS_DIR: projectsDir, SERVICE_KEYS, ...environment });
  return { server, desk: deskOf(server, await server.signIn()) };
}

async function read(answer: Response): Promise<{ status: number; body: unknown }> {
  return { status: answer.status, body: await answer.json() };
}

/** Calls of an editor of lists. */
function deskOf({ url, call }: Pick<TestServer, "url" | "call">, token: string) {
  const path = "/api/projects/riverside";
  const put = (rows: readonly string[] | Blob, query = "", type = "text/csv") =>
    fetch(`${url}${path}/list${query}`, {
      method: "PUT",
      headers: { authorization: `Bearer ${token}`, "content-type": type },
      body: rows instanceof Blob ? rows : `${rows.join("\n")}\n`,
    });
  const get = async (rest: string) => read(await call("GET", path + rest, undefined, token));
  return {
    put,
    apply: async (rows: readonly string[], query = "") =>
      (await read(await put(rows, query))) as { status: number; body: ListResponse },
    refused: async (rows: readonly string[], query = "") =>
      (await read(await put(rows, query))) as { status: number; body: ProblemDetails },
    get,
    undo: async () => read(await call("POST", `${path}/list/undo`, {}, token)),
    revisions: async () => ((await get("/list/revisions")).body as ListRevisionsResponse).revisions,
    setStatus: (unit: string, status: string) =>
      call("PATCH", `${path}/units/${unit}`, { status }, token),
    units: async () => ((await get("/units")).body as UnitsResponse).units,
  };
}

describe("an imported list", () => {
  test("reports its changes, is applied, and is undone", async () => {
    const { desk } = await open();
    const next = [HEADER, "a,1,101,sold,1100", "a,1,102,available,1900", "a,3,301,,"];
    const dry = await desk.apply(next, "?dryRun=1");
    const counts = { homes: 3, added: 1, removed: 1, priceUp: 1, priceDown: 1, statusChanged: 1 };
    expect(dry).toMatchObject({
      status: 200,
      body: { revision: 0, applied: false, ...counts, conflicts: [], problems: [] },
    });
    expect(dry.body.changes).toContainEqual({
      kind: "status",
      unit: "a-101",
      cell: "C2",
      from: "available",
      to: "sold",
    });
    expect((await desk.units())[0]).toEqual({ id: "a-101", status: "available", price: 100_000 });

    const applied = await desk.apply(next, "?fileName=today.csv");
    expect(applied).toMatchObject({ status: 200, body: { revision: 1, applied: true, ...counts } });
    expect(await desk.units()).toEqual([
      { id: "a-101", status: "sold", price: 110_000 },
      { id: "a-102", status: "available", price: 190_000 },
      { id: "a-301" },
    ]);
    expect((await desk.apply(next)).body).toMatchObject({ added: 0, removed: 0, changes: [] });

    const revisions = await desk.revisions();
    expect(revisions).toMatchObject([
      { revision: 2, added: 0 },
      { revision: 1, fileName: "today.csv", by: "agent", ...counts },
    ]);
    const undone = await desk.undo();
    expect(undone).toMatchObject({ status: 200, body: { revision: 3, applied: true, removed: 0 } });
    expect(await desk.undo()).toMatchObject({ body: { removed: 1, added: 1 } });
    expect((await desk.units())[0]).toEqual({ id: "a-101", status: "available", price: 100_000 });
    expect(await desk.undo()).toMatchObject({
      status: 409,
      body: { code: "conflict" },
    });
  });

  test("changes nothing when a row is not understood, unless problems are skipped", async () => {
    const { desk } = await open();
    const bad = [HEADER, "a,1,101,sold,1000", "a,1,102,perhaps,2000", "a,2,201,sold,3000"];
    const before = await desk.units();
    const refused = await desk.refused(bad);
    expect(refused).toMatchObject({ status: 422, body: { code: "not_understood" } });
    expect(refused.body.problems).toMatchObject([{ cell: expect.stringContaining("3") as string }]);
    expect(await desk.units()).toEqual(before);
    expect(await desk.apply(bad, "?dryRun=1")).toMatchObject({
      status: 200,
      body: { problems: [{}] },
    });
    expect((await desk.apply(bad, "?skipProblems=1")).body).toMatchObject({ applied: true });
    expect((await desk.units())[0]?.status).toBe("sold");
    expect(await desk.refused([], "?skipProblems=1")).toMatchObject({ status: 422 });
  });

  test("conflicts where agents set statuses since the previous list", async () => {
    const { desk } = await open();
    await desk.setStatus("a-101", "reserved");
    await desk.setStatus("a-201", "sold");
    const refused = await desk.refused(FIRST);
    const conflicts = [{ unit: "a-101", list: "available", desk: "reserved" }];
    expect(refused).toMatchObject({ status: 409, body: { code: "conflict", conflicts } });
    expect(await desk.refused(FIRST, "?conflicts=perhaps")).toMatchObject({ status: 400 });

    expect((await desk.apply(FIRST, "?conflicts=desk")).body).toMatchObject({ conflicts });
    expect((await desk.units())[0]?.status).toBe("reserved");
    // Decided once; asked again only if the list's value changes.
    expect((await desk.apply(FIRST)).body).toMatchObject({ applied: true, conflicts: [] });
    const sold = FIRST.with(1, "a,1,101,sold,1000");
    expect(await desk.refused(sold)).toMatchObject({ status: 409 });

    expect((await desk.apply(sold, "?conflicts=list")).status).toBe(200);
    expect((await desk.units())[0]?.status).toBe("sold");
    expect((await desk.apply(FIRST)).status).toBe(200);
    expect((await desk.units())[0]?.status).toBe("available");
    await desk.undo();
    await desk.undo();
    expect((await desk.units())[0]?.status).toBe("reserved");
  });

  test("may be sent as a form with a mapping; only a mapping sent alone is stored", async () => {
    const { server, desk } = await open();
    const form = new FormData();
    form.set("file", new Blob([FIRST.join("\n")]), "spring.csv");
    form.set("mapping", JSON.stringify({ statuses: { free: "available" } }));
    const token = await server.signIn();
    const answer = await fetch(`${server.url}/api/projects/riverside/list`, {
      method: "PUT",
      headers: { authorization: `Bearer ${token}` },
      body: form,
    });
    expect(answer.status).toBe(200);
    const revisions = await desk.revisions();
    expect(revisions[0]?.fileName).toBe("spring.csv");
    expect((await desk.get("/list/mapping")).body).toEqual({});
    const mapping = { columns: { Preis: "price" }, statuses: { frei: "available" } };
    const path = "/api/projects/riverside/list/mapping";
    expect((await server.call("PUT", path, mapping, token)).status).toBe(200);
    expect((await desk.get("/list/mapping")).body).toEqual(mapping);
    expect((await server.call("PUT", path, { columns: { Preis: "money" } }, token)).status).toBe(
      400,
    );
    const words = Array.from({ length: 2000 }, (_, n) => [`a word of some length ${n}`, "sold"]);
    const large = { statuses: Object.fromEntries(words) as unknown };
    expect((await server.call("PUT", path, large, token)).status).toBe(200);
  });
});

test("an exported list imported again changes nothing", async () => {
  const { server, desk } = await open();
  await desk.setStatus("a-102", "reserved");
  const token = await server.signIn();
  const before = await desk.units();
  for (const [format, type] of [
    ["csv", "text/csv"],
    ["xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  ] as const) {
    const path = `/api/projects/riverside/list?format=${format}`;
    const file = await server.call("GET", path, undefined, token);
    expect(file.headers.get("content-type")).toContain(type);
    expect(file.headers.get("content-disposition")).toContain(`riverside.${format}`);
    const put = await desk.put(await file.blob(), "", type);
    expect(await put.json()).toMatchObject({ applied: true, changes: [], conflicts: [] });
  }
  expect(await desk.units()).toEqual(before);
  expect(await desk.get("/list?format=pdf")).toMatchObject({ status: 400 });
});

describe("permission to edit lists", () => {
  test("is given to a service with its key, which opens no room", async () => {
    const { server, desk } = await open();
    const crm = deskOf(server, SERVICE_KEY);
    expect((await crm.apply(FIRST)).status).toBe(200);
    expect((await crm.setStatus("a-101", "sold")).status).toBe(200);
    const revisions = await desk.revisions();
    expect(revisions[0]?.by).toBe("crm");
    const path = "/api/presentations";
    const begun = await server.call("POST", path, { project: "riverside" }, SERVICE_KEY);
    expect([begun.status, await begun.json()]).toMatchObject([403, { code: "forbidden" }]);
    const { id } = await server.present({ project: "riverside" });
    const entered = await server.call(
      "POST",
      `${path}/${id}/tokens`,
      { role: "agent" },
      SERVICE_KEY,
    );
    expect([entered.status, await entered.json()]).toMatchObject([403, { code: "forbidden" }]);
    expect((await deskOf(server, `${SERVICE_KEY}!`).put(FIRST)).status).toBe(401);
  });

  test("is refused to buyers and without a token, as are large files and unknown projects", async () => {
    const { server } = await open();
    const presentation = await server.present({ project: "riverside" });
    const { token } = await presentation.join();
    expect((await deskOf(server, token).put(FIRST)).status).toBe(401);
    expect((await server.call("PUT", "/api/projects/riverside/list", {})).status).toBe(401);
    const desk = deskOf(server, presentation.agentToken);
    expect((await desk.put(new Blob([new Uint8Array(34 * 1024 * 1024)]))).status).toBe(413);
    const nowhere = await server.call(
      "GET",
      "/api/projects/x/list/mapping",
      undefined,
      presentation.agentToken,
    );
    expect(nowhere.status).toBe(404);
  });
});

describe("while people watch", () => {
  test("a home removed from the list closes nobody, and may still be shown", async () => {
    const { server, desk } = await open();
    const presentation = await server.present({ project: "riverside" });
    const agent = await openAgent(server, presentation);
    const buyer = await openBuyer(server, presentation);
    agent.writer.write({ view: unitView("a-201") });
    await sees(buyer, unitView("a-201"));
    await desk.apply(FIRST.slice(0, 3));
    agent.writer.write({ view: unitView("a-101") });
    await sees(buyer, unitView("a-101"));
    agent.writer.write({ view: unitView("a-201") });
    await sees(buyer, unitView("a-201"));
    await desk.apply([...FIRST, "a,5,501,available,5000"]);
    agent.writer.write({ view: unitView("a-501") });
    await sees(buyer, unitView("a-501"));
    await server.restart();
    await desk.undo();
    agent.writer.write({ shortlist: { add: ["a-501"] } });
    await buyer.until(() => buyer.state()?.shortlist[0] === "a-501");
    expect([...agent.closes, ...buyer.closes].map(({ code }) => code)).not.toContain(4422);
  });
});

describe("a development without a pack", () => {
  test("takes a list and is presented", async () => {
    const { server } = await open();
    const token = await server.signIn();
    const create = (body: object) => server.call("POST", "/api/projects", body, token);
    expect((await create({ name: "", currency: "AED" })).status).toBe(400);
    expect((await create({ name: "Marina", currency: "XYZ" })).status).toBe(400);
    const made = await create({ name: "Marina Gate II", currency: "KWD", areaUnit: "sqft" });
    expect(made.status).toBe(201);
    const body = (await made.json()) as CreateProjectResponse;
    const { id } = body;
    expect(body).toMatchObject({ id: "marina-gate-ii", currency: "KWD", areaUnit: "sqft" });
    const again = await create({ name: "Marina Gate II", currency: "KWD" });
    expect(await again.json()).toMatchObject({ id: "marina-gate-ii-2", units: 0 });

    const empty = await server.present({ project: id });
    const early = await openAgent(server, empty);
    expect(early.state()?.view).toEqual({ screen: "layouts" });
    const put = await fetch(`${server.url}/api/projects/${id}/list`, {
      method: "PUT",
      headers: { authorization: `Bearer ${token}`, "content-type": "text/csv" },
      body: [HEADER, "north,3,31,available,1.5", "north,-1,L1,sold,2"].join("\n"),
    });
    expect(put.status).toBe(200);
    await server.restart();
    const project = (await (
      await server.call("GET", `/api/projects/${id}`, undefined, token)
    ).json()) as Project;
    expect(project).toMatchObject({
      currency: "KWD",
      digits: 3,
      areaUnit: "sqft",
      buildings: [{ id: "north", floors: [{ number: -1 }, { number: 3 }] }],
    });
    expect(project.units.map(({ id: unit, price }) => [unit, price])).toEqual([
      ["north-31", 1500],
      ["north-L1", 2000],
    ]);
    const presentation = await server.present({ project: id });
    const agent = await openAgent(server, presentation);
    expect(agent.state()?.view).toEqual({ screen: "building", building: "north" });
  });
});
