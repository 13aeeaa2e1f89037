import { describe, expect, test } from "vitest";
import { createApi, type ApiError } from "../../../client/session/api.ts";

function answering(...responses: readonly Response[]) {
  const requests: Request[] = [];
  const waiting = [...responses];
  const fake: typeof fetch = async (input, init) => {
    requests.push(new Request(new URL(input as string, "http://host"), init));
    return waiting.shift() ?? Response.error();
  };
  return { requests, api: createApi({ fetch: fake, token: () => "agent-token" }) };
}
const failing = (response: Response) =>
  answering(response)
    .api.projects()
    .catch((error: ApiError) => error);

describe("the calls", () => {
  test("carry the token and the body", async () => {
    const { api, requests } = answering(new Response("{}", { status: 201 }));
    await api.createPresentation({ project: "lagoon", minutes: 15 });
    expect(requests[0]?.method).toBe("POST");
    expect(requests[0]?.headers.get("authorization")).toBe("Bearer agent-token");
    expect(await requests[0]?.json()).toEqual({ project: "lagoon", minutes: 15 });
  });

  test("renew a room token with itself", async () => {
    const fresh = { token: "fresh", room: "room", expiresAt: "2026-01-01T00:00:00.000Z" };
    const { api, requests } = answering(new Response(JSON.stringify(fresh)));
    expect(await api.renew("a/b")).toEqual(fresh);
    expect(requests[0]?.method).toBe("POST");
    expect(new URL(requests[0]?.url ?? "").pathname).toBe("/api/presentations/a%2Fb/renew");
    expect(requests[0]?.headers.get("authorization")).toBe("Bearer agent-token");
  });

  test("turn problem details into their code", async () => {
    const body = JSON.stringify({ code: "too_many_attempts", retryAfter: 40 });
    expect(await failing(new Response(body, { status: 429 }))).toMatchObject({
      code: "too_many_attempts",
      status: 429,
      retryAfterSeconds: 40,
    });
  });

  test("turn a proxy's page into unavailable, and an invalid answer into unreadable", async () => {
    const proxy = new Response("<html>", { status: 502 });
    expect(await failing(proxy)).toMatchObject({ code: "unavailable", status: 502 });
    expect(await failing(new Response("<html>"))).toMatchObject({ code: "unreadable" });
  });

  test("report a missing answer", async () => {
    const api = createApi({ fetch: () => Promise.reject(new TypeError("offline")) });
    await expect(api.projects()).rejects.toMatchObject({ code: "network", status: 0 });
  });

  test("request units by ETag and take 304 for unchanged", async () => {
    const { api, requests } = answering(
      new Response(`{"units":[]}`, { headers: { etag: `"7"` } }),
      new Response(null, { status: 304 }),
    );
    expect(await api.units("lagoon")).toEqual({ body: { units: [] }, etag: `"7"` });
    expect(await api.units("lagoon", `"7"`)).toBeUndefined();
    expect(requests[1]?.headers.get("if-none-match")).toBe(`"7"`);
  });

  test("set a status only against the version it was read in", async () => {
    const { api, requests } = answering(new Response(`{"code":"stale"}`, { status: 409 }));
    const flip = api.setStatus("lagoon", "b-1204", "sold", `"7"`);
    await expect(flip).rejects.toMatchObject({ code: "stale" });
    expect(requests[0]?.headers.get("if-match")).toBe(`"7"`);
  });
});
