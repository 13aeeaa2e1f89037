import type { Called } from "../../../join/joinApi.ts";

/** A visit's token, and how to get another one. */
export interface RenewableToken {
  /** Read at each call: a token may be renewed meanwhile. */
  readonly token: () => string;
  /** Rejects when there is no other token. */
  readonly renew: () => Promise<string>;
}

/** Makes a call, and makes it once more with a renewed token if its token has run out. */
export async function renewingCall<Value>(
  { token, renew }: RenewableToken,
  call: (token: string) => Called<Value>,
): Called<Value> {
  const answer = await call(token());
  if (answer.ok || answer.problem.code !== "unauthorized") return answer;
  const renewed = await renew().catch(() => undefined);
  return renewed === undefined ? answer : call(renewed);
}
