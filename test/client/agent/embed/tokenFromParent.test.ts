import { describe, expect, test } from "vitest";
import type { ParentBridge } from "../../../../client/agent/embed/parentBridge.ts";
import { signInByParent } from "../../../../client/agent/embed/tokenFromParent.ts";
import { openSignIn } from "../../../../client/agent/signIn/signIn.ts";
import { openPageStorage } from "../../../../client/base/storage.ts";
import { FakeClock } from "../../../support/clock/fakeClock.ts";

const MINUTE_MS = 60_000;

const tokenOf = (claims: object): string =>
  `head.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.signature`;

function open() {
  const clock = new FakeClock();
  const said: string[] = [];
  let hear = (_message: { readonly type: string }): void => undefined;
  const bridge: ParentBridge = {
    send: ({ type }) => void said.push(type),
    listen: (heard) => {
      hear = heard;
      return () => undefined;
    },
  };
  const storage = openPageStorage();
  const signIn = openSignIn({ storage, names: storage, fetch: () => Promise.reject(new Error()) });
  const stop = signInByParent(bridge, signIn, clock, () => clock.now());
  const give = (token: string) => hear({ type: "token", token } as { type: string });
  return { clock, said, signIn, give, stop };
}

describe("a token from the parent page", () => {
  test("is requested at once, and again every 10 s until one comes", () => {
    const { clock, said, stop } = open();
    expect(said).toEqual(["ready", "token-needed"]);
    clock.advance(10_000);
    expect(said).toEqual(["ready", "token-needed", "token-needed"]);
    stop();
    clock.advance(MINUTE_MS);
    expect(said).toHaveLength(3);
  });

  test("signs in under the name in it, and is replaced a minute before it ends", () => {
    const { clock, said, signIn, give } = open();
    const exp = (clock.now() + 10 * MINUTE_MS) / 1000;
    give(tokenOf({ name: "Анна", exp }));
    expect(signIn.state.get()).toMatchObject({ kind: "in", agent: { name: "Анна" } });
    clock.advance(9 * MINUTE_MS - 1);
    expect(said).toHaveLength(2);
    clock.advance(1);
    expect(said).toHaveLength(3);
    give(tokenOf({ name: "Анна", exp: exp + 600 }));
    clock.advance(9 * MINUTE_MS);
    expect(said).toHaveLength(3);
  });

  test("without readable claims is used until the server refuses it", () => {
    const { clock, said, signIn, give } = open();
    give("opaque");
    expect(signIn.state.get()).toMatchObject({ kind: "in", agent: { token: "opaque", name: "" } });
    clock.advance(60 * MINUTE_MS);
    expect(said).toHaveLength(2);
  });

  test("that is invalid changes nothing", () => {
    const { signIn, give } = open();
    for (const wrong of ["", undefined, 7, {}]) give(wrong as string);
    expect(signIn.state.get()).toEqual({ kind: "out" });
  });
});
