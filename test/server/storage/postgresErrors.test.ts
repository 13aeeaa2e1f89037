import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import pg from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { explain, openErrors } from "../../../server/storage/postgres/errors.ts";
import { openPostgresStorage } from "../../../server/storage/postgres/postgres.ts";
import { StorageError } from "../../../server/storage/storage.ts";

const refused = (code: string, message = "as the server says it") =>
  Object.assign(new pg.DatabaseError(message, message.length, "error"), {
    code,
    detail: "Failing row contains (Omar).",
  });

test.each([
  ["p", "unsupported startup parameter: options", "unsupported startup parameter: options"],
  ["user", 'password of "user" (user:user@host)', 'password of "***" (***:***@host)'],
  ["long-pass-word", "xlong-pass-wordx", "x***x"],
])(
  "the password %s is removed from the server's message completely",
  (password, said, expected) => {
    const toStorageError = openErrors(`postgres://someone:${password}@host/db`);
    expect(toStorageError(refused("08P01", said)).message).toBe(`PostgreSQL: ${expected} (08P01)`);
  },
);

describe("PostgreSQL's refusals are described in words", () => {
  test.each([
    ["28P01", "wrong user or password"],
    ["3D000", "no such database"],
    ["53100", "disk is full"],
    ["53300", "no connection left"],
    ["57014", "in time"],
    ["25006", "standby"],
  ])("%s: %s", (code, words) => {
    expect(explain(refused(code))).toContain(words);
    expect(explain(refused(code))).toContain(`(${code}: as the server says it)`);
  });

  test("an unknown error keeps its code", () => {
    expect(explain(refused("XX001"))).toBe("as the server says it (XX001)");
  });

  test("a host whose addresses all refuse, which has no message, is described", () => {
    const error = Object.assign(new AggregateError([], ""), { code: "ECONNREFUSED" });
    expect(explain(error)).toBe("it cannot be reached (ECONNREFUSED)");
  });

  test.each([
    "timeout expired",
    "Query read timeout",
    "timeout exceeded when trying to connect",
    "connect ETIMEDOUT 192.0.2.1:5432",
  ])("%s is described as a timeout", (message) => {
    expect(explain(new Error(message))).toBe("it does not answer in time");
  });
});

/** A protocol message of the server. */
function message(type: string, number: number | undefined, text: string): Buffer {
  const numbers = number === undefined ? [0] : [0, number];
  const body = Buffer.concat([Buffer.alloc(4 * numbers.length), Buffer.from(text)]);
  body.writeUInt32BE(body.length);
  if (number !== undefined) body.writeUInt32BE(number, 4);
  return Buffer.concat([Buffer.from(type), body]);
}

const errorResponse = (code: string, words: string): Buffer =>
  message("E", undefined, `SFATAL\0VFATAL\0C${code}\0M${words}\0\0`);

/** A server that sends fixed replies in order, ignores its input, and then closes. */
async function openParrot(...answers: readonly (Buffer | string)[]): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    let said = 0;
    socket.on("data", () => {
      socket.write(answers[said++] ?? "");
      if (said >= answers.length) socket.end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return `postgres://offplan:secret@127.0.0.1:${(server.address() as AddressInfo).port}/offplan`;
}

const refusalOf = async (url: string): Promise<string> => {
  const opening = openPostgresStorage({ url, events: { failed: () => undefined } });
  const error: unknown = await opening.then(
    () => expect.unreachable("it opened"),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StorageError);
  return (error as StorageError).message;
};

describe("a server's reply at the start is reported in its own words", () => {
  test.each([
    ["08P01", "unsupported startup parameter: statement_timeout"],
    ["08P01", "query_wait_timeout"],
    ["28P01", 'password authentication failed for user "offplan"'],
    ["28000", 'no pg_hba.conf entry for host "10.0.0.7", no encryption'],
    ["3D000", 'database "offplan" does not exist'],
    ["53300", "sorry, too many clients already"],
    ["57P03", "the database system is starting up"],
    ["57P05", "terminating connection due to idle-session timeout"],
  ])("%s %s", async (code, words) => {
    const said = await refusalOf(await openParrot(errorResponse(code, words)));
    expect(said).toContain(words);
    expect(said).toContain(code);
    expect(said).not.toContain("in time");
  });

  test("a server without TLS, one that hangs up, and one that is not a database are reported", async () => {
    const refusesTls = await openParrot("N");
    expect(await refusalOf(`${refusesTls}?sslmode=verify-full`)).toContain("does not support SSL");
    expect(await refusalOf(await openParrot(""))).toContain("terminated");
    const http = await openParrot("HTTP/1.1 400 Bad Request\r\n\r\n");
    expect(await refusalOf(http)).toContain("terminated");
    expect(await refusalOf(`${http}?sslmode=verify-full`)).toContain("SSL");
  });

  test("a missing password is reported", async () => {
    const asked = message("R", 10, "SCRAM-SHA-256\0\0");
    const url = await openParrot(asked, message("R", 11, "r=ours,s=c2FsdA==,i=4096"));
    expect(await refusalOf(url.replace(":secret", ""))).toContain("asks for a password");
  });
});

describe("an error of the storage", () => {
  const url = "postgres://offplan:p%40ss+word@db.example.com/offplan";

  test("contains neither the password nor written data", () => {
    const error = openErrors(url)(refused("XX000", `p@ss+word, p%40ss+word, ${url}`));
    expect(error).toMatchObject({ name: "StorageError", code: "storage_failed" });
    expect(error.cause).toBeUndefined();
    expect(error.message).toBe(
      "PostgreSQL: ***, ***, postgres://offplan:***@db.example.com/offplan (XX000)",
    );
  });

  test("is passed on unchanged", () => {
    const closed = new StorageError("the storage was closed");
    expect(openErrors(url)(closed)).toBe(closed);
  });

  test("without a password is left unchanged", () => {
    expect(openErrors("postgres:///offplan")(new Error("a")).message).toBe("PostgreSQL: a");
  });
});
