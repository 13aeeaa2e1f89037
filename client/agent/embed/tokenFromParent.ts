import * as v from "valibot";
import { expiryOf } from "../signIn/tokenPayload.ts";
import type { SignIn } from "../signIn/signIn.ts";
import type { Clock } from "../../base/clock.ts";
import type { ParentBridge } from "./parentBridge.ts";

const TokenMessage = v.object({
  type: v.literal("token"),
  token: v.pipe(v.string(), v.minLength(1)),
});

/** A new token is asked for this long before the old one ends. */
const BEFORE_END_MS = 60_000;
/** Asked again while none comes. */
const AGAIN_MS = 10_000;
/** The longest wait that a timer takes. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/**
 * Signs in with the tokens of the page around this one, and asks it for one whenever there is none, or not for much longer.
 * Returns a function that stops.
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
    // One that ends sooner than that is used to its end.
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
