import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../../server/config.ts";

const MINUTE_MS = 60_000;

const read = (environment: Record<string, string>) => {
  const config = readConfig(environment);
  if (!config.ok) throw new Error(config.problem.join("\n"));
  return config.value;
};

const namesOf = (environment: Record<string, string>) => {
  const config = readConfig(environment);
  if (config.ok) return [];
  return config.problem.map((line) => line.split(" ")[0] ?? "").toSorted();
};

describe("the environment", () => {
  test("has a default for everything", () => {
    expect(read({})).toEqual({
      host: "127.0.0.1",
      port: 3000,
      publicUrl: undefined,
      basePath: "",
      publicPath: "",
      allowedOrigins: [],
      embedsViewers: false,
      customViews: [],
      dataDir: join(process.cwd(), ".data"),
      databaseUrl: undefined,
      projectsDir: expect.stringContaining("demo") as string,
      agentKey: undefined,
      authSecret: undefined,
      redisUrl: undefined,
      identityProvider: undefined,
      serviceKeys: [],
      brandFile: undefined,
      webhookAllowPrivate: false,
      pictureAllowPrivate: false,
      awayMs: 15 * MINUTE_MS,
      linkMs: 60 * MINUTE_MS,
      retentionMs: 30 * 24 * 60 * MINUTE_MS,
      trustProxy: undefined,
      maxViewers: 50,
      connectionsPerAddress: 100,
      joinAttemptsPerMinute: 10,
      agentUpdatesPerSecond: 60,
      agentAwarenessPerSecond: 60,
      logLevel: "info",
    });
  });

  test("an empty variable counts as unset", () => {
    expect(read({ PORT: "", DATABASE_URL: "", AUTH_SECRET: "" })).toEqual(read({}));
  });

  test.each(["AGENT_KEY", "AUTH_SECRET"])("%s has at least 16 characters", (name) => {
    expect(readConfig({ [name]: "a".repeat(15) })).toEqual({
      ok: false,
      problem: [`${name} must have at least 16 characters`],
    });
    expect(readConfig({ [name]: "a".repeat(16) }).ok).toBe(true);
  });

  test("service keys are unique names with hashes", () => {
    const [one, two] = ["0f".repeat(32), "AB".repeat(32)];
    expect(read({ SERVICE_KEYS: `crm:${one}, web.site:${two}` }).serviceKeys).toEqual([
      { name: "crm", sha256: one },
      { name: "web.site", sha256: two },
    ]);
    const wrong = ["crm", `crm:${one},`, `crm:${one},crm:${two}`, `a b:${one}`, "crm:secret"];
    for (const keys of wrong) expect(namesOf({ SERVICE_KEYS: keys })).toEqual(["SERVICE_KEYS"]);
  });

  test("the claim of editors belongs to the identity provider", () => {
    const provider = {
      AUTH_ISSUER: "i",
      AUTH_AUDIENCE: "a",
      AUTH_JWKS_URL: "https://id.example/k",
    };
    expect(read(provider).identityProvider?.editorClaim).toBeUndefined();
    const set = read({ ...provider, EDITOR_CLAIM: "https://example.com/lists" });
    expect(set.identityProvider?.editorClaim).toBe("https://example.com/lists");
  });

  test("minutes may be fractions", () => {
    const { awayMs, linkMs } = read({ AWAY_MINUTES: "0.05", LINK_MINUTES: "1.5" });
    expect([awayMs, linkMs]).toEqual([3000, 90_000]);
  });

  test.each([
    ["true", true],
    ["false", false],
    ["2", 2],
    ["loopback, 10.0.0.0/8", "loopback, 10.0.0.0/8"],
  ])("TRUST_PROXY=%s is read as by Express", (text, value) => {
    expect(read({ TRUST_PROXY: text }).trustProxy).toBe(value);
  });

  test.each([
    ["https://live.example.com/", undefined, "https://live.example.com", "", ""],
    ["https://x.example", "/viewings/", "https://x.example/viewings", "/viewings", "/viewings"],
    ["https://x.example/sales/", undefined, "https://x.example/sales", "", "/sales"],
    ["https://x.example/sales", "/viewings", "https://x.example/sales", "/viewings", "/sales"],
    [undefined, "/a/b-c.d~e", undefined, "/a/b-c.d~e", "/a/b-c.d~e"],
    [undefined, "/", undefined, "", ""],
  ])("PUBLIC_URL=%s and BASE_PATH=%s give its address", (url, base, ...expected) => {
    const { publicUrl, basePath, publicPath } = read({
      ...(url && { PUBLIC_URL: url }),
      ...(base && { BASE_PATH: base }),
    });
    expect([publicUrl, basePath, publicPath]).toEqual(expected);
  });

  test("invalid addresses, paths and origins are reported", () => {
    const urls = ["live.example.com", "ftp://x.example", "https://x.example/?a", "https://x/a#b"];
    for (const wrong of [...urls, "https://u:p@x.example", "https://x.example/a b", "null"]) {
      expect(namesOf({ PUBLIC_URL: wrong })).toEqual(["PUBLIC_URL"]);
    }
    for (const wrong of ["viewings", "/a//b", "/a/../b", "/a b", '/"><script>', "/a?b", "/a%2fb"]) {
      expect(namesOf({ BASE_PATH: wrong })).toEqual(["BASE_PATH"]);
    }
    for (const wrong of [
      "*",
      "null",
      "a.example",
      "https://a.example/path",
      "https://a.example *",
    ]) {
      expect(namesOf({ ALLOWED_ORIGINS: wrong })).toEqual(["ALLOWED_ORIGINS"]);
    }
    const views = ["a", "a=b", "a b=https://x.example", "a=https://x.example a=https://y.example"];
    for (const wrong of [...views, "a=javascript:alert(1)", "a=https://x.example/#b"]) {
      expect(namesOf({ CUSTOM_VIEWS: wrong })).toEqual(["CUSTOM_VIEWS"]);
    }
    expect(namesOf({ EMBED_VIEWERS: "yes" })).toEqual(["EMBED_VIEWERS"]);
  });

  test("origins are separated by commas, spaces or lines, each counted once", () => {
    const text = "https://a.example/, http://b.example:8080\n https://A.example";
    expect(read({ ALLOWED_ORIGINS: text }).allowedOrigins).toEqual([
      "https://a.example",
      "http://b.example:8080",
    ]);
    expect(read({ EMBED_VIEWERS: "1" }).embedsViewers).toBe(true);
    expect(read({ EMBED_VIEWERS: "0" }).embedsViewers).toBe(false);
  });

  test.each([
    "postgres://user:p%40ss@db.example.com:5432/offplan?sslmode=verify-full",
    "postgresql://127.0.0.1/offplan",
    "postgres://user@/offplan?host=/var/run/postgresql",
  ])("%s is a place for the data", (url) => {
    expect(read({ DATABASE_URL: url }).databaseUrl).toBe(url);
  });

  test.each(["postgres:/user@host/db", "db.example.com", "postgres://host:port/db"])(
    "%s is no database",
    (url) => {
      expect(namesOf({ DATABASE_URL: url })).toEqual(["DATABASE_URL"]);
    },
  );

  test.each([
    "redis://127.0.0.1",
    "redis://cache.example.com:6380/2",
    "rediss://offplan:p%40ss@cache.example.com",
    "redis://:secret@[::1]:6379/",
  ])("%s is the relay", (url) => {
    expect(read({ REDIS_URL: url }).redisUrl).toBe(url);
  });

  test.each(["redis://", "cache:6379", "redis://host/name", "redis://u:%zz@host", "unix:/sock"])(
    "%s is no relay",
    (url) => {
      expect(namesOf({ REDIS_URL: url })).toEqual(["REDIS_URL"]);
    },
  );

  test("every invalid variable is reported once, without its value", () => {
    const wrong = {
      PORT: "99999",
      PUBLIC_URL: "nowhere-at-all",
      AUTH_SECRET: "short-secret",
      AUTH_JWKS_URL: "nowhere-at-all",
      AUTH_ISSUER: "i",
      AUTH_AUDIENCE: "a",
      AWAY_MINUTES: "soon",
      LINK_MINUTES: "0",
      DATABASE_URL: "mysql://user:pass-phrase@host/db",
      REDIS_URL: "http://user:pass-phrase@host",
      RETENTION_DAYS: "-1",
      TRUST_PROXY: "everybody",
      MAX_VIEWERS: "1.5",
      CONNECTIONS_PER_ADDRESS: "0",
      JOIN_ATTEMPTS_PER_MINUTE: "NaN",
      AGENT_UPDATES_PER_SECOND: "1e9",
      AGENT_AWARENESS_PER_SECOND: " ",
      LOG_LEVEL: "loud",
    };
    const { AUTH_ISSUER: _issuer, AUTH_AUDIENCE: _audience, ...named } = wrong;
    expect(namesOf(wrong)).toEqual(Object.keys(named).toSorted());
    const config = readConfig(wrong);
    const message = config.ok ? "" : config.problem.join("; ");
    for (const value of ["nowhere-at-all", "short-secret", "pass-phrase"]) {
      expect(message).not.toContain(value);
    }
  });

  test.each(["  ", "/nowhere/at/all"])("a path %j is neither a file nor a folder", (path) => {
    const paths = { PROJECTS_DIR: path, BRAND_FILE: path, RATES_FILE: path };
    expect(namesOf(paths)).toEqual(Object.keys(paths).toSorted());
  });

  test("a data folder may be missing, but must be one that can be created", () => {
    expect(read({ DATA_DIR: join(tmpdir(), "not", "there") }).dataDir).toContain("there");
    for (const wrong of [" ", "/dev/null", join(import.meta.filename, "data")]) {
      expect(namesOf({ DATA_DIR: wrong })).toEqual(["DATA_DIR"]);
    }
    const withDatabase = { DATABASE_URL: "postgres://database/offplan", DATA_DIR: "/dev/null/a" };
    expect(read(withDatabase).dataDir).toBe("/dev/null/a");
  });

  test("a host is an address or a name", () => {
    for (const host of [
      "0.0.0.0",
      "::",
      "::1",
      "fe80::1%eth0",
      "localhost",
      "app-1.internal",
      "a_b",
    ]) {
      expect(read({ HOST: host }).host).toBe(host);
    }
    for (const wrong of ["999.1.1.1", "127.0.0.1:80", "a b", "http://a", "[::1]", "*", "-a", " "]) {
      expect(namesOf({ HOST: wrong })).toEqual(["HOST"]);
    }
  });

  test("blank is no value", () => {
    const named = ["AGENT_KEY", "AUTH_SECRET", "EDITOR_CLAIM", "ALLOWED_ORIGINS", "CUSTOM_VIEWS"];
    for (const name of named) expect(namesOf({ [name]: " ".repeat(20) })).toEqual([name]);
    const provider = { AUTH_ISSUER: " ", AUTH_AUDIENCE: " ", AUTH_JWKS_URL: " " };
    expect(namesOf(provider)).toEqual(Object.keys(provider).toSorted());
  });

  test("switches are 1 or 0", () => {
    for (const name of ["EMBED_VIEWERS", "WEBHOOK_ALLOW_PRIVATE"]) {
      for (const right of ["0", "1", "false", "true"])
        expect(namesOf({ [name]: right })).toEqual([]);
      for (const wrong of ["yes", "2", " ", "TRUE"])
        expect(namesOf({ [name]: wrong })).toEqual([name]);
    }
    expect(read({ WEBHOOK_ALLOW_PRIVATE: "0" }).webhookAllowPrivate).toBe(false);
  });

  test("an identity provider is configured completely or not at all", () => {
    expect(namesOf({ AUTH_ISSUER: "i" })).toEqual(["AUTH_AUDIENCE", "AUTH_JWKS_URL"]);
    const jwksUrl = "https://id.example.com/jwks";
    const whole = { AUTH_ISSUER: "i", AUTH_AUDIENCE: "a", AUTH_JWKS_URL: jwksUrl };
    const provider = { issuer: "i", audience: "a", jwksUrl };
    expect(read(whole).identityProvider).toEqual(provider);
  });
});
