import type { Rates, RatesResponse } from "../../schema/protocol/rates.ts";
import type { AskRequest } from "../../schema/presentation/ask.ts";
import type {
  ColleagueLinkResponse,
  ColleaguePreviewResponse,
  CreatePresentationRequest,
  CreatePresentationResponse,
  HeartsResponse,
  HistoryResponse,
  JoinResponse,
  NetworkResponse,
  PresentationResponse,
  PreviewResponse,
  PresentationsResponse,
  RecapLinkResponse,
  RecapOpenRequest,
  RecapResponse,
  ProjectsResponse,
  SelfResponse,
  SignInResponse,
  TokenResponse,
  UnitsResponse,
} from "../../schema/protocol/api.ts";
import type { FollowUp, FollowUpChange } from "../../schema/protocol/followUp.ts";
import type { Moment } from "../../schema/history/moment.ts";
import type { InferOutput } from "valibot";
import type { Project, UnitStatus } from "../../schema/catalogue/catalogue.ts";
import type { PictureFault } from "../../schema/catalogue/pictureFaults.ts";
import type { ListProblem } from "../../schema/list/problems.ts";
import { PROBLEM_STATUS, type ProblemCode } from "../../schema/protocol/problems.ts";
import { basePath } from "../base/basePath.ts";
import { serverTime, type ServerTime, browserClock, type Clock } from "../base/clock.ts";
import { browserPage, type PageSignals } from "../base/pageSignals.ts";
import { openRequests } from "./requests.ts";

/** `network`: no response; `unreadable`: a response that is not of this API. */
export type ApiErrorCode = ProblemCode | "network" | "unreadable";

/** The error of a failed call. `status` is 0 without a response. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  readonly status: number;
  /** With `too_many_attempts`. */
  readonly retryAfterSeconds: number | undefined;
  /** With `not_understood`: a list's problems, by cell. */
  readonly problems: readonly ListProblem[];
  /** The server's message in English, for errors without a translation. */
  readonly detail: string | undefined;
  /** With `bad_picture`. */
  readonly fault: PictureFault | undefined;

  constructor(
    code: ApiErrorCode,
    status: number,
    retryAfterSeconds?: number,
    problems: readonly ListProblem[] = [],
    { detail, fault }: { readonly detail?: string; readonly fault?: PictureFault } = {},
  ) {
    super(code);
    this.name = "ApiError";
    this.code = code;
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
    this.problems = problems;
    this.detail = detail;
    this.fault = fault;
  }
}

/** A response with its ETag. */
export interface Versioned<Body> {
  readonly body: Body;
  readonly etag: string | undefined;
}

export interface JoinDetails {
  readonly secret: string;
  readonly name?: string;
  readonly pin?: string;
  /** Token of an earlier join; continues its visit. */
  readonly token?: string;
  readonly withoutPart?: boolean;
}

export type RecapOpening = Readonly<InferOutput<typeof RecapOpenRequest>>;

interface ColleagueDetails {
  readonly secret: string;
  /** The name shown to buyers. */
  readonly name: string;
}

/** The server's calls. Each rejects with an `ApiError`. */
export interface Api {
  /** `name` is the agent's name shown to buyers. */
  signIn(key: string, name?: string): Promise<SignInResponse>;
  /** Exchanges the agent's token for one with this name; empty removes the name. */
  rename(name: string): Promise<SignInResponse>;
  /** The server's host in its local network, as in a URL, for phones; `undefined`: none. */
  networkAddress(): Promise<string | undefined>;
  projects(): Promise<ProjectsResponse>;
  project(project: string): Promise<Project>;
  /** `undefined` if unchanged since `etag`. */
  units(project: string, etag?: string): Promise<Versioned<UnitsResponse> | undefined>;
  /** `stale` if the statuses changed since `etag`. */
  setStatus(project: string, unit: string, status: UnitStatus, etag?: string): Promise<void>;
  createPresentation(request: CreatePresentationRequest): Promise<CreatePresentationResponse>;
  /** One page of the agent's presentations, newest first; `cursor` is the `next` of the previous page. */
  presentations(cursor?: string): Promise<PresentationsResponse>;
  presentation(id: string): Promise<PresentationResponse>;
  /** A new expiry, counted from now. */
  extend(id: string, minutes: number): Promise<PresentationResponse>;
  end(id: string): Promise<void>;
  /** All stored data of it, as a JSON file. */
  exportOf(id: string): Promise<Blob>;
  /** Its moments, in order. */
  history(id: string): Promise<readonly Moment[]>;
  /** Its moments, with its homes as they were when the recap was made. */
  replay(id: string): Promise<HistoryResponse>;
  /** The link to its recap: the same one until withdrawn. */
  sendRecap(id: string): Promise<RecapLinkResponse>;
  withdrawRecap(id: string): Promise<void>;
  openRecap(id: string, request: RecapOpening): Promise<RecapResponse>;
  /** The moments that the reader of this recap's token may see, in order. */
  recapHistory(id: string): Promise<readonly Moment[]>;
  /** Likes or unlikes a home for the reader of this recap's token. */
  setRecapHeart(id: string, unit: string, liked: boolean): Promise<void>;
  followUp(id: string): Promise<FollowUp>;
  /** Changes only the given fields. */
  changeFollowUp(id: string, change: FollowUpChange): Promise<FollowUp>;
  /** Deletes the data of the reader of this recap's token. */
  forgetPart(id: string): Promise<void>;
  /** Ends it if it is live, and deletes all its data. */
  erase(id: string): Promise<void>;
  token(id: string, role: "agent" | "inspector"): Promise<TokenResponse>;
  preview(id: string, secret: string): Promise<PreviewResponse>;
  join(id: string, details: JoinDetails): Promise<JoinResponse>;
  /** The link for a colleague to present too: the same one until withdrawn. */
  inviteColleague(id: string): Promise<ColleagueLinkResponse>;
  withdrawColleagues(id: string): Promise<void>;
  previewAsColleague(id: string, secret: string): Promise<ColleaguePreviewResponse>;
  joinAsColleague(id: string, details: ColleagueDetails): Promise<JoinResponse>;
  self(id: string): Promise<SelfResponse>;
  /** Exchanges a token, expired or not, for a new one. */
  renew(id: string): Promise<TokenResponse>;
  /** The homes liked by the buyer of this token, oldest first. */
  hearts(id: string): Promise<readonly string[]>;
  setHeart(id: string, unit: string, liked: boolean): Promise<void>;
  /** Exchange rates for orientation; `undefined` where the server has none. */
  rates(): Promise<Rates | undefined>;
  /** The buyer of this token asks that a view be shown to all, or points at something in it. */
  ask(id: string, ask: AskRequest): Promise<void>;
}

export interface ApiOptions {
  /** The server's address, base path included; that of the page's own server by default. */
  readonly origin?: string;
  readonly fetch?: typeof fetch;
  /** The agent's or the room's token; `undefined` before there is one. */
  readonly token?: () => string | undefined;
  readonly clock?: Clock;
  readonly page?: PageSignals;
  /** Receives the server's time from responses. */
  readonly time?: Pick<ServerTime, "hear">;
}

const isProblemCode = (code: unknown): code is ProblemCode =>
  typeof code === "string" && Object.hasOwn(PROBLEM_STATUS, code);

/** A non-JSON answer (captive portal, proxy) counts as a lost connection. */
const isPage = ({ headers }: Response): boolean =>
  (headers.get("content-type") ?? "").startsWith("text/html");

/** "Network Authentication Required". */
const SIGN_IN_TO_NETWORK = 511;

async function readProblem(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => undefined);
  const { code, retryAfter, problems, detail, fault } = (body ?? {}) as {
    code?: unknown;
    retryAfter?: unknown;
    problems?: readonly ListProblem[];
    detail?: unknown;
    fault?: PictureFault;
  };
  const broken = response.status >= 500 && response.status !== SIGN_IN_TO_NETWORK;
  const fallback = broken ? "unavailable" : "unreadable";
  return new ApiError(
    isProblemCode(code) ? code : fallback,
    response.status,
    typeof retryAfter === "number" ? retryAfter : undefined,
    problems,
    { ...(typeof detail === "string" && { detail }), ...(fault !== undefined && { fault }) },
  );
}

interface Call {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** JSON, or a form or file as it is. */
  readonly body?: unknown;
  /** Longer than other calls may take. */
  readonly silenceMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Not idempotent: without a response a person decides whether to repeat it. All other calls can be repeated. A repeated
   * join takes another seat, and the first, which no socket used, is released after 30 s.
   */
  readonly once?: true;
}

type Send = (path: string, call?: Call) => Promise<Response>;

function createSend(options: ApiOptions): Send {
  const { origin = basePath(), token = () => undefined } = options;
  const request = openRequests({
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    clock: options.clock ?? browserClock,
    page: options.page ?? (typeof document === "undefined" ? undefined : browserPage),
    time: options.time ?? serverTime,
  });
  return async (path, { method = "GET", body, headers = {}, once = false, silenceMs } = {}) => {
    const bearer = token();
    // Forms and files are sent unchanged, with the browser's content type.
    const isForm = body instanceof FormData || body instanceof Blob;
    const init: RequestInit = {
      method,
      headers: {
        accept: "application/json",
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
        ...(body === undefined || isForm ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    };
    const response = await request(`${origin}/api${path}`, init, !once, silenceMs).catch(() => {
      throw new ApiError("network", 0);
    });
    if (response.ok && isPage(response)) throw new ApiError("unreadable", response.status);
    if (response.ok || response.status === 304) return response;
    throw await readProblem(response);
  };
}

async function read<Body>(response: Response): Promise<Body> {
  return response.json().catch(() => {
    throw new ApiError("unreadable", response.status);
  }) as Promise<Body>;
}

/** Sends calls below `/api`. `call` resolves to the body, `send` to the response. Both reject with an `ApiError`. */
export function createCalls(options: ApiOptions) {
  const send = createSend(options);
  const call = async <Body>(path: string, request?: Call): Promise<Body> =>
    read<Body>(await send(path, request));
  return { send, call };
}

const of = (id: string) => `/presentations/${encodeURIComponent(id)}`;
export const ofProject = (project: string) => `/projects/${encodeURIComponent(project)}`;
const ofRecap = (id: string) => `/recaps/${encodeURIComponent(id)}`;

export function createApi(options: ApiOptions = {}): Api {
  const { send, call } = createCalls(options);
  const post = <Body>(path: string, body: unknown) => call<Body>(path, { method: "POST", body });
  return {
    signIn: (key, name) => post("/sign-in", { key, ...(name !== undefined && { name }) }),
    rename: (name) => call("/agent", { method: "PATCH", body: { name } }),
    networkAddress: async () => (await call<NetworkResponse>("/network")).address,
    projects: () => call("/projects"),
    project: (project) => call(ofProject(project)),
    units: async (project, etag) => {
      const response = await send(`${ofProject(project)}/units`, {
        headers: etag === undefined ? {} : { "if-none-match": etag },
      });
      if (response.status === 304) return undefined;
      const body = await read<UnitsResponse>(response);
      return { body, etag: response.headers.get("etag") ?? undefined };
    },
    setStatus: async (project, unit, status, etag) => {
      await send(`${ofProject(project)}/units/${encodeURIComponent(unit)}`, {
        method: "PATCH",
        body: { status },
        once: true,
        headers: etag === undefined ? {} : { "if-match": etag },
      });
    },
    createPresentation: (body) => call("/presentations", { method: "POST", body, once: true }),
    presentations: (cursor) =>
      call(`/presentations${cursor === undefined ? "" : `?cursor=${encodeURIComponent(cursor)}`}`),
    presentation: (id) => call(of(id)),
    extend: (id, minutes) => call(of(id), { method: "PATCH", body: { minutes }, once: true }),
    end: async (id) => {
      await send(of(id), { method: "DELETE" });
    },
    exportOf: async (id) => (await send(`${of(id)}/export`)).blob(),
    replay: (id) => call(`${of(id)}/history`),
    history: async (id) => (await call<HistoryResponse>(`${of(id)}/history`)).moments,
    sendRecap: (id) => call(`${of(id)}/recap`, { method: "POST" }),
    withdrawRecap: async (id) => {
      await send(`${of(id)}/recap`, { method: "DELETE" });
    },
    openRecap: (id, request) => post(`${ofRecap(id)}/open`, request),
    recapHistory: async (id) => (await call<HistoryResponse>(`${ofRecap(id)}/history`)).moments,
    setRecapHeart: async (id, unit, liked) => {
      const path = `${ofRecap(id)}/hearts/${encodeURIComponent(unit)}`;
      await send(path, { method: liked ? "PUT" : "DELETE" });
    },
    followUp: (id) => call(`${of(id)}/follow-up`),
    changeFollowUp: (id, body) => call(`${of(id)}/follow-up`, { method: "PATCH", body }),
    forgetPart: async (id) => {
      await send(`${ofRecap(id)}/forget`, { method: "POST" });
    },
    erase: async (id) => {
      await send(`${of(id)}/erase`, { method: "POST" });
    },
    token: (id, role) => post(`${of(id)}/tokens`, { role }),
    preview: (id, secret) => post(`${of(id)}/preview`, { secret }),
    join: (id, details) => post(`${of(id)}/join`, details),
    inviteColleague: (id) => call(`${of(id)}/colleagues`, { method: "POST" }),
    withdrawColleagues: async (id) => {
      await send(`${of(id)}/colleagues`, { method: "DELETE" });
    },
    previewAsColleague: (id, secret) => post(`${of(id)}/colleagues/preview`, { secret }),
    joinAsColleague: (id, details) => post(`${of(id)}/colleagues/join`, details),
    self: (id) => call(`${of(id)}/self`),
    renew: (id) => call(`${of(id)}/renew`, { method: "POST" }),
    hearts: async (id) => (await call<HeartsResponse>(`${of(id)}/hearts`)).units,
    setHeart: async (id, unit, liked) => {
      const path = `${of(id)}/hearts/${encodeURIComponent(unit)}`;
      await send(path, { method: liked ? "PUT" : "DELETE" });
    },
    rates: async () => (await call<RatesResponse>("/rates")).rates,
    ask: async (id, ask) => {
      await send(`${of(id)}/asks`, { method: "POST", body: ask });
    },
  };
}
