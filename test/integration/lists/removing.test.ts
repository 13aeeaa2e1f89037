import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type {
  CreateProjectResponse,
  HistoryResponse,
  ProjectsResponse,
  RecapResponse,
} from "../../../schema/protocol/api.ts";
import type { Project } from "../../../schema/catalogue/catalogue.ts";
import { openAgent, openBuyer, sees, unitView } from "../../support/server/people.ts";
import { openTestServer, type TestServer } from "../../support/server/testServer.ts";

const LIST = "Building,Floor,Unit,Status,Price\nA,1,101,available,1000\nA,1,102,sold,2000\n";
const SERVICE_KEYS = `crm:${createHash("sha256").update("a-key-of-the-CRM").digest("hex")}`;

async function open() {
  const server = await openTestServer({ SERVICE_KEYS });
  const token = await server.signIn();
  const added = await server.call(
    "POST",
    "/api/projects",
    { name: "Wrong", currency: "KWD" },
    token,
  );
  expect(await added.json()).toMatchObject({ id: "wrong", isAdded: true } as const);
  await putList(server, token);
  const remove = async (project = "wrong", query = "", by = token) => {
    const answer = await server.call("DELETE", `/api/projects/${project}${query}`, undefined, by);
    const body: unknown = answer.status === 204 ? {} : await answer.json();
    return { status: answer.status, code: (body as { code?: string }).code };
  };
  const listed = async () =>
    (
      (await (
        await server.call("GET", "/api/projects", undefined, token)
      ).json()) as ProjectsResponse
    ).projects.map(({ id }) => id);
  return { server, token, remove, listed };
}

const putList = ({ url }: TestServer, token: string) =>
  fetch(`${url}/api/projects/wrong/list`, {
    method: "PUT",
    headers: { authorization: `Bearer ${token}`, "content-type": "text/csv" },
    body: LIST,
  });

describe("removing a development", () => {
  test("deletes its lists, and a new one of the same name starts empty", async () => {
    const { server, token, remove, listed } = await open();
    expect(await listed()).toContain("wrong");
    expect(await remove()).toEqual({ status: 204 });
    expect(await listed()).not.toContain("wrong");
    expect(await remove()).toEqual({ status: 404, code: "unknown" });
    for (const path of ["", "/units", "/list", "/list/revisions", "/pack"]) {
      const answer = await server.call("GET", `/api/projects/wrong${path}`, undefined, token);
      expect([path, answer.status]).toEqual([path, 404]);
    }
    expect((await putList(server, token)).status).toBe(404);

    const body = { name: "Wrong", currency: "AED" };
    const again = await server.call("POST", "/api/projects", body, token);
    expect(((await again.json()) as CreateProjectResponse).units).toBe(0);
    const revisions = await server.call(
      "GET",
      "/api/projects/wrong/list/revisions",
      undefined,
      token,
    );
    expect(await revisions.json()).toEqual({ revisions: [] });
    expect(await remove("wrong", "", "a-key-of-the-CRM")).toEqual({ status: 204 });
  });

  test("is refused for a pack, for a stranger and for a wrong choice", async () => {
    const { remove, listed } = await open();
    const pack = (await listed()).find((id) => id !== "wrong") ?? "";
    expect(await remove(pack)).toEqual({ status: 409, code: "not_added" });
    expect(await remove("wrong", "", "")).toEqual({ status: 401, code: "unauthorized" });
    expect(await remove("wrong", "?presentations=perhaps")).toEqual({
      status: 400,
      code: "invalid_body",
    });
    expect(await listed()).toEqual(expect.arrayContaining([pack, "wrong"]));
  });

  test("is refused while it is presented, or ends the presentations on request", async () => {
    const { server, remove } = await open();
    const presentation = await server.present({ project: "wrong" });
    const agent = await openAgent(server, presentation);
    const buyer = await openBuyer(server, presentation);
    agent.writer.write({ view: unitView("a-101") });
    await sees(buyer, unitView("a-101"));
    expect(await remove()).toEqual({ status: 409, code: "presented" });
    agent.writer.write({ view: unitView("a-102") });
    await sees(buyer, unitView("a-102"));

    expect(await remove("wrong", "?presentations=end")).toEqual({ status: 204 });
    await expect
      .poll(() => [...agent.closes, ...buyer.closes].map(({ code }) => code))
      .toEqual([4410, 4410]);
  });

  test("keeps its presentations' history and recaps readable", async () => {
    const { server, token, remove } = await open();
    const presentation = await server.present({ project: "wrong" });
    const agent = await openAgent(server, presentation);
    const buyer = await openBuyer(server, presentation);
    agent.writer.write({ view: unitView("a-102") });
    await sees(buyer, unitView("a-102"));
    const path = `/api/presentations/${presentation.id}`;
    await server.call("DELETE", path, undefined, token);
    const made = await server.call("POST", `${path}/recap`, {}, token);
    const { link } = (await made.json()) as { link: string };
    expect(await remove()).toEqual({ status: 204 });

    const read = await server.call("GET", `${path}/history`, undefined, token);
    const { moments } = (await read.json()) as HistoryResponse;
    expect(moments.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["view", "end"]));
    const secret = new URL(link).hash.slice(1);
    const opened = await server.call("POST", `/api/recaps/${presentation.id}/open`, { secret });
    const recap = (await opened.json()) as RecapResponse;
    expect(recap).toMatchObject({ project: "wrong", units: [] });
    expect(recap.unitsThen).toContainEqual({ id: "a-102", status: "sold", price: 2_000_000 });
    const project = await server.call("GET", "/api/projects/wrong", undefined, recap.token);
    expect((await project.json()) as Project).toMatchObject({
      name: { en: "Wrong" },
      currency: "KWD",
      digits: 3,
      units: [],
    });
    const byAgent = await server.call("GET", "/api/projects/wrong", undefined, token);
    expect(byAgent.status).toBe(404);
    const late = await server.call("POST", "/api/presentations", { project: "wrong" }, token);
    expect(late.status).toBe(404);
  });
});
