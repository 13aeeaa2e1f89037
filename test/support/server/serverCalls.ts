import { checkResponse } from "./checkAnswer.ts";
import type {
  ColleagueLinkResponse,
  JoinResponse,
  TokenResponse,
} from "../../../schema/protocol/api.ts";

export const AGENT_KEY = "an-agent-key-for-tests";

/** HTTP calls of a test to a server. */
export interface ServerCalls {
  call(method: string, path: string, body?: unknown, token?: string): Promise<Response>;
  signIn(): Promise<string>;
  present(options?: object): Promise<Presentation>;
}

/** A test's presentation with all links and tokens. */
export interface Presentation {
  readonly id: string;
  readonly room: string;
  readonly secret: string;
  readonly link: string;
  readonly agentToken: string;
  roomToken(role: "agent" | "inspector"): Promise<string>;
  join(name?: string): Promise<JoinResponse>;
  /** Invites a colleague; repeated calls return the same link. */
  inviteColleague(): Promise<string>;
  /** Joins by the colleague's link. */
  joinAsColleague(name?: string): Promise<JoinResponse>;
}

export function openServerCalls(url: string): ServerCalls {
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    token?: string,
  ): Promise<Response> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(body !== undefined && { "content-type": "application/json" }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    await checkResponse(method, path, response);
    return response;
  };
  const json = async <Body>(response: Promise<Response>): Promise<Body> => {
    const answer = await response;
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Body;
  };
  const signIn = async (): Promise<string> => {
    const { token } = await json<{ token: string }>(
      call("POST", "/api/sign-in", { key: AGENT_KEY }),
    );
    return token;
  };

  return {
    call,
    signIn,
    present: async (options = {}) => {
      const agentToken = await signIn();
      const made = await json<{ id: string; room: string; link: string }>(
        call("POST", "/api/presentations", { project: "lagoon-terraces", ...options }, agentToken),
      );
      const secret = new URL(made.link).hash.slice(1);
      const path = `/api/presentations/${made.id}`;
      const inviteColleague = async () =>
        (await json<ColleagueLinkResponse>(call("POST", `${path}/colleagues`, {}, agentToken)))
          .link;
      return {
        ...made,
        secret,
        agentToken,
        roomToken: async (role) =>
          (await json<TokenResponse>(call("POST", `${path}/tokens`, { role }, agentToken))).token,
        inviteColleague,
        joinAsColleague: async (name = "Boris") => {
          const link = new URL(await inviteColleague());
          const body = { secret: link.hash.slice(1), name };
          return json<JoinResponse>(call("POST", `${path}/colleagues/join`, body));
        },
        join: (name = "Bob") => json<JoinResponse>(call("POST", `${path}/join`, { secret, name })),
      };
    },
  };
}
