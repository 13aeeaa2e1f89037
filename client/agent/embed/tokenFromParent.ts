import * as v from "valibot";
import { expiryOf } from "../signIn/tokenPayload.ts";
import type { SignIn } from "../signIn/signIn.ts";
import type { Clock } from "../../base/clock.ts";
import type { ParentBridge } from "./parentBridge.ts";

const TokenMessage = v.object({
  type: v.literal("token"),
  token: v.pipe(v.string(), v.minLength(1)),
});

/** A new token is requested this long before the old one expires. */
const BEFORE_END_MS = 60_000;
/** Interval of requests while none arrives. */
const AGAIN_MS = 10_000;
/** The longest delay that a timer accepts. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/**
 * Signs in with tokens of the embedding page, and requests one whenever there is none or it is about to expire. Returns a
 * function that stops.
 */
export function signInByParent(
  bridge: ParentBridge,
  signIn: Pick<SignIn, "state" | "useToken">,
  clock: Clock,
  serverNow: () => number,
): () => void {
  let cancel = (): void => undefined;

  function ask(): void {
    cancel();
    bridge.send({ type: "token-needed" });
    cancel = clock.after(AGAIN_MS, ask);
  }

  function look(): void {
    cancel();
    const state = signIn.state.get();
    if (state.kind !== "in") return ask();
    const endsMs = expiryOf(state.agent.token);
    if (endsMs === undefined) return;
    const waitMs = endsMs - serverNow() - BEFORE_END_MS;
    // A token that expires sooner is used until its expiry.
    if (waitMs > 0) cancel = clock.after(Math.min(waitMs, LONGEST_WAIT_MS), ask);
  }

  const stopListening = bridge.listen((message) => {
    const parsed = v.safeParse(TokenMessage, message);
    if (parsed.success) signIn.useToken(parsed.output.token);
  });
  const stopWatching = signIn.state.subscribe(look);
  bridge.send({ type: "ready" });
  look();
  return () => {
    cancel();
    stopListening();
    stopWatching();
  };
}
