import { describe, expect, test } from "vitest";
import { explain, openErrors } from "../../../server/storage/postgres/errors.ts";
import { StorageError } from "../../../server/storage/storage.ts";

const refused = (code: string, message = "as the server says it") =>
  Object.assign(new Error(message), { code, detail: "Failing row contains (Omar)." });

describe("what PostgreSQL refuses is said in words", () => {
  test.each([
    ["28P01", "wrong user or password"],
    ["3D000", "no such database"],
    ["53100", "disk is full"],
    ["53300", "no connection left"],
    ["57014", "in time"],
    ["25006", "standby"],
  ])("%s: %s", (code, words) => {
    expect(explain(refused(code))).toContain(words);
    expect(explain(refused(code))).toContain(code);
  });

  test("what nobody foresaw keeps its code", () => {
    expect(explain(refused("XX001"))).toBe("as the server says it (XX001)");
  });

  test("a start parameter that PgBouncer refuses is said in its own words, although one has timeout in its name", () => {
    const message = "unsupported startup parameter: statement_timeout";
    expect(explain(refused("08P01", message))).toBe(`${message} (08P01)`);
  });

  test("a host with several addresses that all refuse has no message of its own", () => {
    const error = Object.assign(new AggregateError([], ""), { code: "ECONNREFUSED" });
    expect(explain(error)).toBe("it cannot be reached (ECONNREFUSED)");
  });

  test.each(["timeout expired", "Query read timeout", "timeout exceeded when trying to connect"])(
    "%s is no answer in time",
    (message) => {
      expect(explain(new Error(message))).toBe("it does not answer in time");
    },
  );
});

describe("an error of the storage", () => {
  const url = "postgres://offplan:p%40ss+word@db.example.com/offplan";

  test("has neither the password nor what was written", () => {
    const error = openErrors(url)(refused("XX000", `p@ss+word, p%40ss+word, ${url}`));
    expect(error).toMatchObject({ name: "StorageError", code: "storage_failed" });
    expect(error.cause).toBeUndefined();
    expect(error.message).toBe(
      "PostgreSQL: ***, ***, postgres://offplan:***@db.example.com/offplan (XX000)",
    );
  });

  test("is itself when it already is one", () => {
    const closed = new StorageError("the storage was closed");
    expect(openErrors(url)(closed)).toBe(closed);
  });

  test("without a password is left as it is", () => {
    expect(openErrors("postgres:///offplan")(new Error("a")).message).toBe("PostgreSQL: a");
  });
});
