import { describe, expect, test } from "vitest";
import {
  newConnection,
  stepConnection,
  type ConnectionEvent,
  type ConnectionMachine,
} from "../../../../client/session/room/connection.ts";

const run = (events: readonly ConnectionEvent[]) => {
  let machine: ConnectionMachine = newConnection;
  const repairs = events.map((connectionEvent) => {
    const step = stepConnection(machine, connectionEvent);
    machine = step.machine;
    return step.repair;
  });
  return { connection: machine.connection, repairs };
};
const synced: ConnectionEvent = { kind: "synced" };
const renewed: ConnectionEvent = { kind: "renewed" };
const expired = (atMs: number): ConnectionEvent => ({
  kind: "refused",
  reason: "token_expired",
  atMs,
});
const invalid = (atMs: number): ConnectionEvent => ({
  kind: "refused",
  reason: "invalid_state",
  atMs,
});

describe("the connection", () => {
  test("counts the outage from its first loss, however many attempts fail", () => {
    const { connection } = run([synced, { kind: "lost", atMs: 5 }, { kind: "lost", atMs: 9 }]);
    expect(connection).toEqual({ kind: "reconnecting", sinceMs: 5 });
  });

  test("is live again after a sync", () => {
    expect(run([synced, { kind: "lost", atMs: 5 }, synced]).connection.kind).toBe("live");
  });

  test("renews an expired token once, then closes", () => {
    expect(run([synced, expired(1), renewed, expired(2)])).toEqual({
      connection: { kind: "closed", reason: "token_expired" },
      repairs: ["none", "renew-token", "none", "stop"],
    });
  });

  test("waits for a running renewal, however often the old token is refused", () => {
    const { connection } = run([synced, expired(1), expired(2), { kind: "lost", atMs: 3 }]);
    expect(connection).toEqual({ kind: "reconnecting", sinceMs: 1 });
  });

  test("may renew again after the renewed token worked", () => {
    expect(run([synced, expired(1), renewed, synced, expired(2)]).repairs.at(-1)).toBe(
      "renew-token",
    );
  });

  test("closes when no new token is available", () => {
    expect(run([synced, expired(1), { kind: "renewal-refused" }]).connection).toEqual({
      kind: "closed",
      reason: "token_expired",
    });
  });

  test("rebuilds a refused document once, and again only much later", () => {
    expect(run([synced, invalid(0), synced, invalid(29_999)]).repairs.at(-1)).toBe("stop");
    expect(run([synced, invalid(0), synced, invalid(30_000)]).repairs.at(-1)).toBe(
      "rebuild-document",
    );
  });

  test.each(["replaced", "ended", "expired", "withdrawn", "unknown_room", "forbidden"] as const)(
    "closes on %s and stays closed",
    (reason) => {
      const { connection } = run([synced, { kind: "refused", reason, atMs: 1 }, synced]);
      expect(connection).toEqual({ kind: "closed", reason });
    },
  );
});
