import type { ListResponse, SignInResponse } from "../../schema/protocol/api.ts";
import type { ProblemDetails } from "../../schema/protocol/problems.ts";
import { AGENT_KEY_SECRET } from "../access/access.ts";
import { readKeptSecret } from "../access/secrets.ts";
import type { Config } from "../config.ts";
import type { ImportOutcome, ImportRequest } from "./importRequest.ts";

type Access = Pick<Config, "agentKey" | "dataDir" | "identityProvider">;

async function signIn(url: string, { agentKey, dataDir, identityProvider }: Access) {
  if (identityProvider !== undefined) {
    throw new Error(
      "The server is running and agents sign in elsewhere: put the list by HTTP with a service key, or stop the server",
    );
  }
  const key = agentKey ?? (await readKeptSecret(dataDir, AGENT_KEY_SECRET));
  const answer = await fetch(`${url}/api/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ key }),
  });
  if (!answer.ok) throw new Error(`The server at ${url} does not take the agent's key`);
  return ((await answer.json()) as SignInResponse).token;
}

function toForm({ file, mapping }: ImportRequest): FormData {
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(file.bytes)]), file.fileName);
  if (mapping !== undefined) form.set("mapping", JSON.stringify(mapping));
  return form;
}

function toOutcome(project: string, body: ListResponse | ProblemDetails): ImportOutcome {
  if (!("code" in body)) return { kind: "done", summary: body };
  const { code, problems = [], conflicts = [] } = body;
  switch (code) {
    case "not_understood":
      return { kind: code, problems };
    case "conflict":
      return { kind: code, conflicts };
    case "stale":
      return { kind: code };
    case "unknown":
      return { kind: code, project };
    default:
      throw new Error(body.detail ?? body.title);
  }
}

/** Sends a list, as the built-in agent, to the server that has this data folder open. */
export async function importByHttp(
  request: ImportRequest,
  access: Access,
  url: string,
): Promise<ImportOutcome> {
  const { project, dryRun, skipProblems, conflicts } = request;
  const token = await signIn(url, access);
  const query = new URLSearchParams({
    ...(dryRun && { dryRun: "1" }),
    ...(skipProblems && { skipProblems: "1" }),
    ...(conflicts && { conflicts }),
  });
  const path = `/api/projects/${encodeURIComponent(project)}/list?${query.toString()}`;
  const answer = await fetch(url + path, {
    method: "PUT",
    headers: { authorization: `Bearer ${token}` },
    body: toForm(request),
  });
  return toOutcome(project, (await answer.json()) as ListResponse | ProblemDetails);
}
