import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openAccess } from "../../../server/access/access.ts";
import { openInvitations } from "../../../server/access/invitations.ts";
import { randomId } from "../../../server/access/randomId.ts";
import { openDataDir, openSecretFiles } from "../../../server/access/secrets.ts";
import { isId } from "../../../schema/values/ids.ts";
import { FakeClock } from "../../support/clock/fakeClock.ts";

let folder = "";
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), "offplan-access-")), "data");
  await openDataDir(folder);
});
afterEach(() => rm(join(folder, ".."), { recursive: true }));

const load = (name: string) => openSecretFiles(folder, randomBytes).load(name);

describe("generated secrets", () => {
  test("are generated once, with 256 bits, in files readable only by their owner", async () => {
    const first = await load("auth-secret");
    expect(Buffer.from(first, "base64url").byteLength).toBe(32);
    expect(await load("auth-secret")).toBe(first);
    expect(await load("agent-key")).not.toBe(first);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, "auth-secret"))).mode & 0o777).toBe(0o600);
  });

  test("a new folder is private, and an existing one keeps its mode, which is reported", async () => {
    expect(await openDataDir(join(folder, "new"))).toBeUndefined();
    for (const [mode, reported] of [
      [0o700, undefined],
      [0o711, undefined],
      [0o750, 0o750],
      [0o755, 0o755],
      [0o1777, 0o1777],
    ] as const) {
      await chmod(folder, mode);
      expect(await openDataDir(folder)).toBe(reported);
      expect((await stat(folder)).mode & 0o7777).toBe(mode);
    }
    await load("agent-key");
    const path = join(folder, "agent-key");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await chmod(path, 0o644);
    await load("agent-key");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test("two processes that start concurrently share one", async () => {
    const starts = Array.from({ length: 5 }, () => load("agent-key"));
    expect(new Set(await Promise.all(starts)).size).toBe(1);
  });

  test("an empty file is replaced by a new secret", async () => {
    await writeFile(join(folder, "agent-key"), "\n");
    await expect(load("agent-key")).rejects.toThrow("empty");
  });

  test("secrets set by the operator are used and not stored", async () => {
    const chosen = { agentKey: "chosen", authSecret: "chosen by the operator" };
    const options = { identityProvider: undefined, serviceKeys: [], ...chosen };
    const access = await openAccess(
      options,
      new FakeClock(),
      randomBytes,
      openSecretFiles(folder, randomBytes),
    );
    expect(access.agentKey).toBe("chosen");
    expect((await access.agents.signIn("chosen")).ok).toBe(true);
    expect(await readdir(folder)).toEqual(["auth-secret-fingerprint"]);
    const fingerprint = await readFile(join(folder, "auth-secret-fingerprint"), "utf8");
    expect(fingerprint).not.toContain("chosen");
  });

  test("another AUTH_SECRET on the same data is refused, set or generated, until the stored one is deleted", async () => {
    const secrets = openSecretFiles(folder, randomBytes);
    const open = (authSecret: string | undefined) =>
      openAccess(
        { agentKey: "chosen", authSecret, identityProvider: undefined, serviceKeys: [] },
        new FakeClock(),
        randomBytes,
        secrets,
      );
    const refusal = { code: "other_auth_secret", message: expect.stringContaining("AUTH_SECRET") };
    await open("of the first process");
    await open("of the first process");
    await expect(open("of the second process")).rejects.toMatchObject(refusal);
    await expect(open(undefined)).rejects.toMatchObject(refusal);
    await rm(secrets.placeOf("auth-secret-fingerprint"));
    await open("of the second process");
    await expect(open("of the first process")).rejects.toMatchObject(refusal);
  });

  test("with an identity provider there is no key", async () => {
    const options = {
      agentKey: undefined,
      authSecret: undefined,
      identityProvider: { issuer: "i", audience: "a", jwksUrl: "http://127.0.0.1:1/" },
      serviceKeys: [],
    };
    const access = await openAccess(
      options,
      new FakeClock(),
      randomBytes,
      openSecretFiles(folder, randomBytes),
    );
    expect(access.agentKey).toBeUndefined();
    expect(await readdir(folder)).toEqual(["auth-secret", "auth-secret-fingerprint"]);
  });
});

describe("invitations", () => {
  const invitations = openInvitations("a secret", randomBytes);

  test("a secret has 160 bits and matches only its own hash", () => {
    const { secret, hash } = invitations.issueSecret();
    const other = invitations.issueSecret();
    expect(Buffer.from(secret, "base64url").byteLength).toBe(20);
    expect(invitations.matchesSecret(secret, hash)).toBe(true);
    expect(invitations.matchesSecret(other.secret, hash)).toBe(false);
    expect(invitations.matchesSecret("", hash)).toBe(false);
    expect(invitations.matchesSecret(secret, hash.subarray(1))).toBe(false);
  });

  test("a PIN's hash depends on its presentation and the deployment", () => {
    const hash = invitations.hashPin("4711", "p1");
    expect(invitations.matchesPin("4711", "p1", hash)).toBe(true);
    expect(invitations.matchesPin("4712", "p1", hash)).toBe(false);
    expect(invitations.matchesPin("4711", "p2", hash)).toBe(false);
    const elsewhere = openInvitations("another secret", randomBytes);
    expect(elsewhere.matchesPin("4711", "p1", hash)).toBe(false);
  });
});

test("random ids are valid ids of the requested length for all bytes", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.infiniteStream(fc.nat(247)),
      (length, stream) => {
        let asked = 0;
        const bytes = (count: number) =>
          Uint8Array.from({ length: count }, () =>
            asked++ % 3 === 0 ? 250 : (stream.next().value ?? 0),
          );
        const id = randomId(length, bytes);
        expect(id).toMatch(/^[0-9A-Za-z]+$/);
        expect(id).toHaveLength(length);
        expect(isId(id)).toBe(true);
      },
    ),
  );
});
