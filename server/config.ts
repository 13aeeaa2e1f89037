import { isIP } from "node:net";
import { join, resolve } from "node:path";
import * as v from "valibot";
import type { CustomView } from "../schema/presentation/customView.ts";
import { isId } from "../schema/values/ids.ts";
import { fail, succeed, type Result } from "../schema/values/result.ts";
import type { IdentityProvider } from "./access/identityProvider.ts";
import type { ServiceKey } from "./access/services.ts";
import { compileTrust, type TrustProxy } from "./net/clientAddress.ts";
import { canHoldData, isReadableFile, isReadableFolder } from "./paths.ts";

/** The configuration, in the units that the server uses. */
export interface Config {
  readonly host: string;
  readonly port: number;
  /** The URL for browsers, `publicPath` included and without a slash at the end; `undefined`: taken from each request. */
  readonly publicUrl: string | undefined;
  /** Prefix of every request path, such as `/viewings`; empty at the root. */
  readonly basePath: string;
  /** The prefix as browsers see it; differs from `basePath` where a proxy strips or changes it. */
  readonly publicPath: string;
  /** Pages of these origins may frame the desk, open sockets and read API responses. */
  readonly allowedOrigins: readonly string[];
  /** Pages of an embedder that a view may refer to by name. */
  readonly customViews: readonly CustomView[];
  /** Whether the allowed origins may frame buyers' pages too. */
  readonly embedsViewers: boolean;
  /** Absolute, since files in it are sent by absolute path. */
  readonly dataDir: string;
  /** PostgreSQL, or `undefined` for the database in the data folder. */
  readonly databaseUrl: string | undefined;
  readonly projectsDir: string;
  readonly agentKey: string | undefined;
  readonly authSecret: string | undefined;
  readonly identityProvider: IdentityProvider | undefined;
  readonly serviceKeys: readonly ServiceKey[];
  /** A partner's `brand.json`. */
  readonly brandFile: string | undefined;
  /** Exchange rates: a JSON file, or a service that answers with one. */
  readonly ratesFile: string | undefined;
  readonly ratesUrl: string | undefined;
  /** Events may be sent to private addresses, and without TLS. */
  readonly webhookAllowPrivate: boolean;
  /** Pictures of a host's inventory may come from private addresses, and without TLS. */
  readonly pictureAllowPrivate: boolean;
  /** May contain a password. `undefined`: PostgreSQL is the relay, or there is one process. */
  readonly redisUrl: string | undefined;
  readonly awayMs: number;
  readonly linkMs: number;
  readonly retentionMs: number;
  /** `undefined`: not configured; no proxy is trusted. */
  readonly trustProxy: TrustProxy | undefined;
  readonly maxViewers: number;
  readonly connectionsPerAddress: number;
  readonly joinAttemptsPerMinute: number;
  readonly agentUpdatesPerSecond: number;
  readonly agentAwarenessPerSecond: number;
  readonly logLevel: LogLevel;
}

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The developments that are presented by default. */
export const DEMO_PROJECTS = join(import.meta.dirname, "demo", "pack");

const amount = v.pipe(
  v.string(),
  v.regex(/^\d+(\.\d+)?$/, "must be a number"),
  v.transform(Number),
  v.gtValue(0, "must be more than 0"),
  v.maxValue(1_000_000, "must be at most 1000000"),
);
const secret = v.pipe(
  v.string(),
  v.check((text) => text.trim().length >= 16, "must have at least 16 characters"),
);
const count = v.pipe(amount, v.integer("must be a whole number"));

/** Segments that need no escaping in a path, a pattern or HTML. */
const PATH = /^(?:\/[\w.~-]+)*$/;

/** `undefined` when it is no path. */
function toPath(text: string): string | undefined {
  const path = text.replace(/\/$/, "");
  const isPlain = PATH.test(path) && !/\/\.{1,2}(?:\/|$)/.test(path);
  return isPlain ? path : undefined;
}

/** `undefined` when it is no URL of `http:` or `https:`. */
function toWebUrl(text: string): URL | undefined {
  const url = URL.parse(text);
  return url !== null && ["http:", "https:"].includes(url.protocol) ? url : undefined;
}

/** An origin and a path, and nothing else. */
function isAddress(text: string): boolean {
  const url = toWebUrl(text);
  if (url === undefined) return false;
  const more = [url.username, url.password, url.search, url.hash].join("");
  return more === "" && toPath(url.pathname) !== undefined;
}

const isOrigin = (text: string): boolean => isAddress(text) && new URL(text).pathname === "/";

/** Parts separated by commas or spaces. */
const partsOf = (text: string): readonly string[] =>
  text.split(/[\s,]+/).filter((part) => part !== "");

/** Origins, each once. */
function toOrigins(text: string): readonly string[] | undefined {
  const parts = partsOf(text);
  return parts.length > 0 && parts.every(isOrigin)
    ? [...new Set(parts.map((part) => new URL(part).origin))]
    : undefined;
}

/** `undefined` when an item is missing or two have the same name. */
function allNamedOnce<Item extends { readonly name: string }>(
  items: readonly (Item | undefined)[],
): readonly Item[] | undefined {
  const good = items.filter((item) => item !== undefined);
  const names = new Set(good.map(({ name }) => name));
  const isWhole = good.length === items.length && names.size === items.length;
  return isWhole && items.length > 0 ? good : undefined;
}

/** `name=address`, separated by commas or spaces. */
const toCustomViews = (text: string): readonly CustomView[] | undefined =>
  allNamedOnce(
    partsOf(text).map((part) => {
      const [, name = "", address = ""] = /^([^=]+)=(\S+)$/.exec(part) ?? [];
      const parsed = toWebUrl(address);
      return isId(name) && parsed?.hash === "" ? { name, url: parsed.href } : undefined;
    }),
  );

/** A boolean variable. */
const flag = v.pipe(
  v.picklist(["0", "1", "false", "true"], "must be 1 or 0"),
  v.transform((text) => text === "1" || text === "true"),
);

function toTrustProxy(text: string): TrustProxy {
  if (text === "true" || text === "false") return text === "true";
  return /^\d+$/.test(text) ? Number(text) : text;
}

function isTrustProxy(text: string): boolean {
  try {
    compileTrust(toTrustProxy(text));
    return true;
  } catch {
    return false;
  }
}

/** `name:sha256-of-key`, separated by commas. */
const toServiceKeys = (text: string): readonly ServiceKey[] | undefined =>
  allNamedOnce(
    text.split(",").map((part) => {
      const [, name, sha256] = /^([\w.-]{1,64}):([\da-f]{64})$/i.exec(part.trim()) ?? [];
      return name === undefined || sha256 === undefined ? undefined : { name, sha256 };
    }),
  );

const words = v.pipe(v.string(), v.regex(/\S/, "must not be blank"));
const pathOf = (fits: (path: string) => boolean, kind: string) =>
  v.pipe(
    v.string(),
    v.check(fits, ({ input }) => `must be ${kind}, not ${JSON.stringify(input)}`),
  );
const file = pathOf(isReadableFile, "a file that can be read");

/** An IP address, or a host name whose last label is not a number: `999.1.1.1` is neither. */
const isHost = (text: string): boolean =>
  isIP(text.replace(/%.*$/, "")) !== 0 ||
  (/^(?:[a-z\d_](?:[\w-]*[a-z\d_])?\.)*[a-z\d_](?:[\w-]*[a-z\d_])?\.?$/i.test(text) &&
    !/(?:^|\.)\d+\.?$/.test(text));

const url = v.pipe(
  v.string(),
  v.check((text) => toWebUrl(text) !== undefined, "must be a URL"),
);

/** With a Unix socket, its folder follows the `?` and the host is missing, which `URL` rejects. */
const isDatabaseUrl = (text: string): boolean =>
  /^postgres(ql)?:\/\//.test(text) && URL.canParse(text.replace("@/", "@host/"));

/** A database is a number; credentials may be percent-encoded. */
function isRedisUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !["redis:", "rediss:"].includes(url.protocol) || url.hostname === "") {
    return false;
  }
  const signIn = [url.username, url.password];
  return /^\/?\d*$/.test(url.pathname) && signIn.every((part) => !/%(?![0-9a-f]{2})/i.test(part));
}

const Environment = v.object({
  HOST: v.optional(
    v.pipe(v.string(), v.check(isHost, "must be an address or a host name")),
    "127.0.0.1",
  ),
  PORT: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d+$/, "must be a port"),
      v.transform(Number),
      v.maxValue(65_535, "must be a port"),
    ),
    "3000",
  ),
  PUBLIC_URL: v.optional(
    v.pipe(v.string(), v.check(isAddress, "must be an address such as https://live.example.com")),
  ),
  BASE_PATH: v.optional(
    v.pipe(
      v.string(),
      v.transform(toPath),
      v.check((path) => path !== undefined, "must be a path such as /viewings"),
    ),
  ),
  ALLOWED_ORIGINS: v.optional(
    v.pipe(
      v.string(),
      v.transform(toOrigins),
      v.check(
        (origins) => origins !== undefined,
        "must be origins such as https://admin.example.com, separated by commas",
      ),
    ),
  ),
  EMBED_VIEWERS: v.optional(flag),
  CUSTOM_VIEWS: v.optional(
    v.pipe(
      v.string(),
      v.transform(toCustomViews),
      v.check(
        (views) => views !== undefined,
        "must be name=https://address, each name once, separated by commas",
      ),
    ),
  ),
  DATA_DIR: v.optional(v.string()),
  PROJECTS_DIR: v.optional(pathOf(isReadableFolder, "a folder that can be read")),
  AGENT_KEY: v.optional(secret),
  AUTH_SECRET: v.optional(secret),
  AUTH_ISSUER: v.optional(words),
  AUTH_AUDIENCE: v.optional(words),
  AUTH_JWKS_URL: v.optional(url),
  EDITOR_CLAIM: v.optional(words),
  SERVICE_KEYS: v.optional(
    v.pipe(
      v.string(),
      v.transform(toServiceKeys),
      v.check(
        (keys) => keys !== undefined,
        "must be name:sha256-of-key, each name once, separated by commas",
      ),
    ),
  ),
  BRAND_FILE: v.optional(file),
  RATES_FILE: v.optional(file),
  RATES_URL: v.optional(url),
  WEBHOOK_ALLOW_PRIVATE: v.optional(flag),
  PICTURE_ALLOW_PRIVATE: v.optional(flag),
  AWAY_MINUTES: v.optional(amount, "15"),
  LINK_MINUTES: v.optional(v.pipe(amount, v.maxValue(24 * 60, "must be at most 1440")), "60"),
  DATABASE_URL: v.optional(
    v.pipe(
      v.string(),
      v.check(isDatabaseUrl, "must be a URL such as postgres://user:password@host/database"),
    ),
  ),
  REDIS_URL: v.optional(
    v.pipe(
      v.string(),
      v.check(isRedisUrl, "must be a URL such as redis://host:6379 or rediss://user:password@host"),
    ),
  ),
  RETENTION_DAYS: v.optional(amount, "30"),
  TRUST_PROXY: v.optional(
    v.pipe(
      v.string(),
      v.check(isTrustProxy, "must be true, false, a number of proxies or their addresses"),
      v.transform(toTrustProxy),
    ),
  ),
  MAX_VIEWERS: v.optional(count, "50"),
  CONNECTIONS_PER_ADDRESS: v.optional(count, "100"),
  JOIN_ATTEMPTS_PER_MINUTE: v.optional(count, "10"),
  AGENT_UPDATES_PER_SECOND: v.optional(count, "60"),
  AGENT_AWARENESS_PER_SECOND: v.optional(count, "60"),
  LOG_LEVEL: v.optional(v.picklist(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`), "info"),
});
type Environment = v.InferOutput<typeof Environment>;

const PROVIDER = ["AUTH_ISSUER", "AUTH_AUDIENCE", "AUTH_JWKS_URL"] as const;

/** An identity provider is described by all three variables or by none. */
function missingProviderParts(set: Readonly<Record<string, string>>): readonly string[] {
  const missing = PROVIDER.filter((name) => set[name] === undefined);
  if (missing.length === 0 || missing.length === PROVIDER.length) return [];
  return missing.map((name) => `${name} must be set, as ${PROVIDER.join(", ")} go together`);
}

/** With PostgreSQL the folder need not be writable: such a process needs no disk. */
function missingDataDir({ DATA_DIR: folder, DATABASE_URL: database }: NodeJS.Dict<string>) {
  if (folder === undefined) return [];
  if (database === undefined ? canHoldData(folder) : folder.trim() !== "") return [];
  return [`DATA_DIR must be a folder that can be written in, not ${JSON.stringify(folder)}`];
}

/** Compose files pass an unset variable as an empty one. */
const withoutEmpty = (environment: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );

/**
 * Reads the environment. A failure has one line per invalid variable, which begins with its name; of the values, only
 * paths are quoted.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): Result<Config, readonly string[]> {
  const set = withoutEmpty(environment);
  const parsed = v.safeParse(Environment, set, { abortPipeEarly: true });
  const problems = [
    ...(parsed.issues ?? []).map((issue) => `${v.getDotPath(issue) ?? ""} ${issue.message}`),
    ...missingProviderParts(set),
    ...missingDataDir(set),
  ];
  if (!parsed.success || problems.length > 0) return fail(problems);
  return succeed(toConfig(parsed.output));
}

/** A path in `PUBLIC_URL` is what browsers see; without one they see `BASE_PATH`. */
function toAddress({ BASE_PATH: basePath = "", PUBLIC_URL: url }: Environment) {
  if (url === undefined) return { basePath, publicPath: basePath, publicUrl: undefined };
  const { origin, pathname } = new URL(url);
  const publicPath = toPath(pathname) || basePath;
  return { basePath, publicPath, publicUrl: `${origin}${publicPath}` };
}

function toConfig(environment: Environment): Config {
  const { AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience, AUTH_JWKS_URL: jwksUrl } = environment;
  const { basePath, publicPath, publicUrl } = toAddress(environment);
  return {
    host: environment.HOST,
    port: environment.PORT,
    publicUrl,
    basePath,
    publicPath,
    allowedOrigins: environment.ALLOWED_ORIGINS ?? [],
    customViews: environment.CUSTOM_VIEWS ?? [],
    embedsViewers: environment.EMBED_VIEWERS ?? false,
    dataDir: resolve(environment.DATA_DIR ?? ".data"),
    databaseUrl: environment.DATABASE_URL,
    projectsDir: environment.PROJECTS_DIR ?? DEMO_PROJECTS,
    agentKey: environment.AGENT_KEY,
    authSecret: environment.AUTH_SECRET,
    redisUrl: environment.REDIS_URL,
    identityProvider:
      issuer && audience && jwksUrl
        ? { issuer, audience, jwksUrl, editorClaim: environment.EDITOR_CLAIM }
        : undefined,
    serviceKeys: environment.SERVICE_KEYS ?? [],
    brandFile: environment.BRAND_FILE,
    ratesFile: environment.RATES_FILE,
    ratesUrl: environment.RATES_URL,
    webhookAllowPrivate: environment.WEBHOOK_ALLOW_PRIVATE ?? false,
    pictureAllowPrivate: environment.PICTURE_ALLOW_PRIVATE ?? false,
    awayMs: environment.AWAY_MINUTES * MINUTE_MS,
    linkMs: environment.LINK_MINUTES * MINUTE_MS,
    retentionMs: environment.RETENTION_DAYS * DAY_MS,
    trustProxy: environment.TRUST_PROXY,
    maxViewers: environment.MAX_VIEWERS,
    connectionsPerAddress: environment.CONNECTIONS_PER_ADDRESS,
    joinAttemptsPerMinute: environment.JOIN_ATTEMPTS_PER_MINUTE,
    agentUpdatesPerSecond: environment.AGENT_UPDATES_PER_SECOND,
    agentAwarenessPerSecond: environment.AGENT_AWARENESS_PER_SECOND,
    logLevel: environment.LOG_LEVEL,
  };
}
