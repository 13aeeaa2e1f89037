import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { freePort } from "../../support/server/process/freePort.ts";
import { isLeftOut } from "../../support/leftOut.ts";
import { startRedis } from "../../support/services/redisServer.ts";
import { listening } from "../../server/relay/relayListener.ts";
import { openObserved } from "./bench.ts";

const PASSWORD = "p@ss/word: 50%";
const WRONG = "guessed:wrongly";
const enter = (user: string, password: string, port: number, scheme = "redis"): string =>
  `${scheme}://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}`;

/** The ACL rules from the relay's README. */
const RULES =
  "~offplan:* &offplan:* -@all +@connection +@pubsub +@scripting +@sortedset +@hash +@string +@keyspace +time +cluster|slots";

test("authenticates, needs access to its own names only, and never logs the password", async () => {
  const redis = await startRedis(["--user", "offplan", "on", `>${PASSWORD}`, ...RULES.split(" ")]);
  onTestFinished(() => redis.close());
  const url = enter("offplan", PASSWORD, redis.port);
  const [here, there] = [await openObserved(url), await openObserved(url)];
  const listener = await listening(there, "room");
  here.publish("room", Buffer.from("hello"));
  await listener.until(({ texts }) => texts.length > 0);
  expect(await here.leases.take("set", { holder: "a", about: "" }, 1, 60_000)).toBe(true);
  expect(await there.leases.take("set", { holder: "b", about: "" }, 1, 60_000)).toBe(false);
  expect(await there.leases.list("set")).toHaveLength(1);
  await here.leases.release("set", "a");
  expect(await there.leases.list("set")).toEqual([]);
  const limit = { points: 2, durationSeconds: 60 };
  await here.limiter("joins", limit).consume("key");
  expect(await there.limiter("joins", limit).get("key")).toMatchObject({ consumedPoints: 1 });
  const wrong = await openObserved(enter("offplan", WRONG, redis.port));
  expect(wrong.isUp).toBe(false);
  expect(wrong.lines.join()).toContain('"reason":"WRONGPASS"');
  for (const relay of [here, there, wrong]) {
    for (const secret of [PASSWORD, WRONG, encodeURIComponent(PASSWORD)]) {
      expect(relay.lines.join()).not.toContain(secret);
    }
  }
});

test("a user without the right to subscribe fails at the start", async () => {
  const redis = await startRedis(["--user", "deaf", "on", `>${PASSWORD}`, "~*", "+@all"]);
  onTestFinished(() => redis.close());
  const relay = await openObserved(enter("deaf", PASSWORD, redis.port));
  expect([relay.isUp, relay.lines.length]).toEqual([false, 1]);
  expect(relay.lines[0]).toContain('"reason":"NOPERM"');
});

const folder = mkdtempSync(join(tmpdir(), "offplan-certificate-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hasOpenSsl = spawnSync("openssl", ["version"]).status === 0;

/** A self-signed certificate for 127.0.0.1. */
function makeCertificate(): { readonly certificate: string; readonly key: string } {
  const [certificate, key] = [join(folder, "certificate.pem"), join(folder, "key.pem")];
  const request = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2";
  const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  const files = ["-keyout", key, "-out", certificate];
  execFileSync("openssl", [...request.split(" "), ...subject, ...files], { stdio: "ignore" });
  return { certificate, key };
}

test.skipIf(isLeftOut(!hasOpenSsl, "openssl"))(
  "uses TLS, and rejects untrusted certificates",
  async () => {
    const { certificate, key } = makeCertificate();
    const port = await freePort();
    const tls = ["--tls-port", String(port), "--tls-cert-file", certificate, "--tls-key-file", key];
    const redis = await startRedis([...tls, "--tls-auth-clients", "no", "--requirepass", PASSWORD]);
    onTestFinished(() => redis.close());
    const url = enter("", PASSWORD, port, "rediss");
    const stranger = await openObserved(url);
    expect(stranger.isUp).toBe(false);
    expect(stranger.lines.join()).toContain('"reason":"DEPTH_ZERO_SELF_SIGNED_CERT"');
    await stranger.close();

    const trusted = getCACertificates("default");
    setDefaultCACertificates([...trusted, readFileSync(certificate, "utf8")]);
    onTestFinished(() => setDefaultCACertificates(trusted));
    const [here, there] = [await openObserved(url), await openObserved(url)];
    const listener = await listening(there, "room");
    here.publish("room", Buffer.from("hello"));
    await listener.until(({ texts }) => texts.length > 0);
    expect(here.lines.join()).not.toContain(PASSWORD);
  },
);
