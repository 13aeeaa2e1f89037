import pg from "pg";
import { StorageError } from "../storage.ts";

/** SQLSTATE codes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const REFUSALS: Readonly<Record<string, string>> = {
  "28000": "it does not let this user in",
  "28P01": "it does not let this user in: wrong user or password",
  "3D000": "it has no such database",
  "42501": "the user lacks a right there",
  "53100": "its disk is full",
  "53300": "it has no connection left: too many processes, or pools too large",
  "57014": "it did not finish in time",
  "25006": "it takes no writes: this is a standby",
};
/** The driver's own messages for timeouts. */
const TIMEOUT = /timeout|ETIMEDOUT/i;
const NO_PASSWORD = /password must be a (non-empty )?string/;

const codeOf = (error: Error): string | undefined =>
  "code" in error && typeof error.code === "string" ? error.code : undefined;

/**
 * An error message for operators, in the server's own words if it has any. Never contains written data: the database's
 * details quote rows.
 */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return error instanceof pg.DatabaseError ? explainRefusal(error) : explainFailure(error);
}

/** A response from the server is a refusal even if its message mentions a timeout. */
function explainRefusal({ message, code = "no code" }: pg.DatabaseError): string {
  const known = REFUSALS[code];
  return known === undefined ? `${message} (${code})` : `${known} (${code}: ${message})`;
}

function explainFailure(error: Error): string {
  const code = codeOf(error);
  if (TIMEOUT.test(`${error.message} ${code}`)) return "it does not answer in time";
  if (NO_PASSWORD.test(error.message)) return "it asks for a password, and the URL has none";
  const message = error.message === "" ? "it cannot be reached" : error.message;
  return code === undefined || message.includes(code) ? message : `${message} (${code})`;
}

/**
 * Turns the driver's errors into `StorageError` without a cause, since a cause is logged whole and may contain
 * anything. The password is removed from every message.
 */
export function openErrors(url: string): (error: unknown) => StorageError {
  const secrets = passwordsOf(url);
  return (error) => {
    if (error instanceof StorageError) return error;
    const reason = secrets.reduce(without, explain(error));
    return new StorageError(`PostgreSQL: ${reason}`);
  };
}

/** A shorter password may be part of any word, so it is only looked for by itself. */
const UNMISTAKABLE_LENGTH = 8;

function without(text: string, secret: string): string {
  if (secret.length >= UNMISTAKABLE_LENGTH) return text.replaceAll(secret, "***");
  const [first = "", ...others] = text.split(secret);
  return others.reduce((before, after) => {
    const isPartOfWord = /[\p{L}\d_]$/u.test(before) || /^[\p{L}\d_]/u.test(after);
    return `${before}${isPartOfWord ? secret : "***"}${after}`;
  }, first);
}

/** As written in the URL, and decoded as it is sent. */
function passwordsOf(url: string): readonly string[] {
  const parsed = URL.parse(url);
  const given = [parsed?.password, parsed?.searchParams.get("password")];
  return given.flatMap((password) => (password ? [password, decode(password)] : []));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
