import { keepEarlierJoins } from "../../../client/join/earlierJoins.ts";
import { openJoinFlow } from "../../../client/join/joinFlow.ts";
import type { Called, JoinApi } from "../../../client/join/joinApi.ts";
import type { CallProblem } from "../../../client/join/refusal.ts";
import { keepVisits, type Visits } from "../../../client/join/keptVisit.ts";
import type { PreviewResponse } from "../../../schema/protocol/api.ts";
import { fail, succeed } from "../../../schema/values/result.ts";
import { createFakeClock, createFakePage } from "../session/fakes.ts";

export const EXPIRES_AT = "2026-01-01T12:00:00.000Z";
export const LATER = "2026-01-01T13:00:00.000Z";

export const preview: PreviewResponse = {
  presenter: { name: "Anna" },
  project: { id: "small", name: { en: "Small Court" } },
  expiresAt: EXPIRES_AT,
  pin: false,
};

type Answer<Call extends keyof JoinApi> = Awaited<ReturnType<JoinApi[Call]>>;

/** A server with answers set by the test, which records its calls. */
export class FakeDoor implements JoinApi {
  readonly asked: string[] = [];
  previews: Answer<"preview"> = succeed(preview);
  joins: Answer<"join"> = succeed({
    token: "token-1",
    room: "room-1",
    expiresAt: EXPIRES_AT,
    presenter: preview.presenter,
    project: "small",
  });
  selves: Answer<"self"> = succeed({
    id: "p1",
    role: "buyer",
    name: "",
    presenter: preview.presenter,
    project: "small",
    expiresAt: LATER,
    endsAt: LATER,
  });
  renewals: Answer<"renew"> = succeed({ token: "token-2", room: "room-1", expiresAt: LATER });

  preview(_id: string, secret: string): Called<PreviewResponse> {
    return this.#answer(`preview ${secret}`, this.previews);
  }
  join(_id: string, details: object) {
    return this.#answer(`join ${JSON.stringify(details)}`, this.joins);
  }
  self(_id: string, token: string) {
    return this.#answer(`self ${token}`, this.selves);
  }
  renew(_id: string, token: string) {
    return this.#answer(`renew ${token}`, this.renewals);
  }

  #answer<Value>(question: string, answer: Value): Promise<Value> {
    this.asked.push(question);
    return Promise.resolve(answer);
  }
}

export const refuse = (code: CallProblem["code"], retryAfterSeconds?: number) =>
  fail({ code, retryAfterSeconds });

export function createFakeStorage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (at) => [...items.keys()][at] ?? null,
    clear: () => items.clear(),
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

const createFakeVisits = (): Visits => keepVisits(createFakeStorage());

export const invitation = { id: "p1", secret: "s3cret" };

/** State of a join flow while a request is pending, without its step. */
export const LOOKING = { kind: "looking", joining: false, offline: false };

/** A join flow for this invitation, with a manual clock and network. */
export function openFakeEntrance() {
  const needs = {
    clock: createFakeClock(),
    page: createFakePage(),
    api: new FakeDoor(),
    visits: createFakeVisits(),
    earlierJoins: keepEarlierJoins(createFakeStorage()),
  };
  return { ...needs, joinFlow: openJoinFlow({ invitation, ...needs }) };
}

/** Resolves once pending requests have been answered. */
export const settled = () => new Promise<void>((resolve) => void setImmediate(resolve));
