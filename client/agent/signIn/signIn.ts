import * as v from "valibot";
import type { SignInResponse } from "../../../schema/protocol/api.ts";
import { createApi, type Api, type ApiOptions } from "../../session/api.ts";
import { createListApi, type ListApi } from "../../session/listApi.ts";
import { createPictureApi, type PictureApi } from "../../session/pictureApi.ts";
import { createWebhookApi, type WebhookApi } from "../../session/webhookApi.ts";
import { nameOf } from "./tokenPayload.ts";
import { createStore, type Store } from "../../base/store.ts";
import { readStored, writeStored } from "../../base/storedValue.ts";

const KEY = "offplan.agent";
const NAME_KEY = "offplan.agentName";

/** The token is empty if the host's session authenticates the agent. */
const SignedIn = v.object({ token: v.string(), name: v.string() });
type SignedIn = Readonly<v.InferOutput<typeof SignedIn>>;

/** `expired`: was signed in a moment ago; the page stays and asks again over it. */
type SignInState =
  | { readonly kind: "out" }
  /** `asksName`: the agent has no name, and was not asked for one in this browser. */
  | { readonly kind: "in"; readonly agent: SignedIn; readonly asksName: boolean }
  | { readonly kind: "expired" };

/** The agent's sign-in for this tab. */
export interface SignIn {
  readonly state: Store<SignInState>;
  /** The server's calls, made as the signed-in agent. */
  readonly api: Api;
  /** The calls that change a development's list, made as the same agent. */
  readonly lists: ListApi;
  readonly pictures: PictureApi;
  readonly webhooks: WebhookApi;
  /** The agent's last name as buyers saw it; empty without one. */
  readonly rememberedName: () => string;
  /** `name` is shown to buyers; the remembered one by default. Rejects with an `ApiError`. */
  signIn(key: string, name?: string): Promise<void>;
  /** Signs in with a token of the company's identity provider, or one of this server. */
  useToken(token: string): void;
  /** Changes the signed-in agent's name as buyers see it; may be empty. Rejects with an `ApiError`. */
  rename(name: string): Promise<void>;
  /** Keeps the name empty; it is not asked for again in this browser. */
  readonly skipName: () => void;
  readonly signOut: () => void;
}

/** The expiry is not checked here: this device's clock may be wrong. */
const restore = (storage: Pick<Storage, "getItem">): SignedIn | undefined =>
  readStored(storage, KEY, SignedIn);

export interface SignInOptions {
  readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  /** Outlives the tab. */
  readonly names: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  readonly fetch?: NonNullable<ApiOptions["fetch"]>;
  /** The host authenticates the agent by a session cookie. */
  readonly hostSignsIn?: boolean;
}

export function openSignIn(options: SignInOptions): SignIn {
  const { storage, names, fetch: send = fetch, hostSignsIn = false } = options;
  const entered = (agent: SignedIn): SignInState => ({
    kind: "in",
    agent,
    asksName: agent.name === "" && names.getItem(NAME_KEY) === null,
  });
  const restored = restore(storage);
  const byHost: SignInState = { kind: "in", agent: { token: "", name: "" }, asksName: false };
  const unknown: SignInState = hostSignsIn ? byHost : { kind: "out" };
  const state = createStore<SignInState>(restored ? entered(restored) : unknown);
  const token = () => {
    const now = state.get();
    return now.kind === "in" && now.agent.token !== "" ? now.agent.token : undefined;
  };
  const forget = (next: SignInState) => {
    storage.removeItem(KEY);
    state.set(next);
  };
  /** A 401 to any call made with a token means that the token is no longer valid. */
  const watching: typeof fetch = async (input, init) => {
    const used = state.get();
    const response = await send(input, init);
    if (response.status === 401 && used.kind === "in" && used === state.get()) {
      forget(used === byHost ? { kind: "out" } : { kind: "expired" });
    }
    return response;
  };
  const api = createApi({ fetch: watching, token });
  const lists = createListApi({ fetch: watching, token });
  const pictures = createPictureApi({ fetch: watching, token });
  const webhooks = createWebhookApi({ fetch: watching, token });
  const rememberedName = () => (names.getItem(NAME_KEY) ?? "").trim();
  const enter = ({ token: issued, agent: { name } }: SignInResponse) => {
    const agent = { token: issued, name };
    writeStored(storage, KEY, agent);
    state.set(entered(agent));
  };
  return {
    state,
    useToken: (given) => {
      const agent = { token: given, name: nameOf(given) };
      writeStored(storage, KEY, agent);
      state.set({ kind: "in", agent, asksName: false });
    },
    api,
    lists,
    pictures,
    webhooks,
    rememberedName,
    signIn: async (key, given) => {
      const name = given?.trim() ?? rememberedName();
      const answer = await api.signIn(key, name === "" ? undefined : name);
      if (given !== undefined) names.setItem(NAME_KEY, name);
      enter(answer);
    },
    rename: async (given) => {
      const name = given.trim();
      const answer = await api.rename(name);
      // An empty name is stored too, so that it is not asked for again.
      names.setItem(NAME_KEY, name);
      enter(answer);
    },
    skipName: () => {
      const now = state.get();
      names.setItem(NAME_KEY, "");
      if (now.kind === "in") state.set({ ...now, asksName: false });
    },
    signOut: () => forget({ kind: "out" }),
  };
}
