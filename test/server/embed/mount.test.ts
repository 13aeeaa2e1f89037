import type { IncomingMessage } from "node:http";
import { describe, expect, test } from "vitest";
import { findTarget, isOwnPath } from "../../../server/embed/mount.ts";
import { openHarness } from "../http/harness.ts";

const asked = (url: string, more: object = {}) =>
  ({ url, headers: {}, ...more }) as unknown as IncomingMessage;
const at = (basePath: string, publicPath = basePath) => ({
  basePath,
  publicPath,
  isProxy: () => true,
});

test("at the root of a host's server, every existing route counts as this server's own", async () => {
  const { app } = await openHarness();
  const paths = app.router.stack.flatMap(({ route }) => route?.path ?? []);
  const others = paths.filter((path) => path !== "/" && !isOwnPath(path));
  expect(others).toEqual([]);
  expect(["/", "/agents", "/prices", "/theirs/api"].filter(isOwnPath)).toEqual([]);
});

describe("a request below the base path", () => {
  test.each([
    ["/viewings", "/"],
    ["/viewings/", "/"],
    ["/viewings?a=b", "/?a=b"],
    ["/viewings/agent?project=x", "/agent?project=x"],
    ["http://host/viewings/agent", "/agent"],
    ["/viewings//evil.example", "//evil.example"],
  ])("%s is %s here", (url, target) => {
    expect(findTarget(asked(url), at("/viewings"), true)).toBe(target);
  });

  test.each(["/", "/viewingsand", "/other/viewings", "/Viewings", "/agent", ""])(
    "%s is the host's",
    (url) => {
      expect(findTarget(asked(url), at("/viewings"), true)).toBeUndefined();
      expect(findTarget(asked(url), at("/viewings"), false)).toBe(url || "/");
    },
  );

  test("is recognised if the host mounted it by path or rewrote the URL", () => {
    const mounted = asked("/agent", { baseUrl: "/viewings", originalUrl: "/viewings/agent" });
    expect(findTarget(mounted, at("/viewings"), true)).toBe("/agent");
    const rewritten = asked("/viewings/agent", { originalUrl: "/old/agent" });
    expect(findTarget(rewritten, at("/viewings"), true)).toBe("/agent");
  });

  test("may use the public path too", () => {
    expect(findTarget(asked("/sales/agent"), at("/viewings", "/sales"), true)).toBe("/agent");
  });
});

describe("a request whose path a proxy has stripped", () => {
  const said = (prefix: string) => ({ headers: { "x-forwarded-prefix": prefix } });

  test.each(["/", "/agent", "/unknown"])("%s is this server's, root and all", (url) => {
    expect(findTarget(asked(url, said("/viewings/")), at("/viewings"), true)).toBe(url);
  });

  test("is the host's if the proxy is not trusted, names another path, or there is none", () => {
    const untrusted = { ...at("/viewings"), isProxy: () => false };
    expect(findTarget(asked("/agent", said("/viewings")), untrusted, true)).toBeUndefined();
    expect(findTarget(asked("/agent", said("/other")), at("/viewings"), true)).toBeUndefined();
    expect(findTarget(asked("/theirs", said("/")), at(""), true)).toBeUndefined();
  });
});
