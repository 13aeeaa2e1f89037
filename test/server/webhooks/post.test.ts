import { createServer, type RequestListener } from "node:http";
import type { AddressInfo, LookupFunction } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { openPost, urlFault } from "../../../server/webhooks/post.ts";
import { isPublicAddress } from "../../../server/net/publicAddress.ts";

/** A resolver with these results, one per call; the last one repeats. */
const resolver = (...answers: readonly (readonly string[])[]) => {
  const asked: string[] = [];
  const lookup: LookupFunction = (hostname, { all }, callback) => {
    const found = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(hostname);
    const addresses = found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    if (all === true) callback(null, addresses);
    else callback(null, addresses[0]?.address ?? "", addresses[0]?.family);
  };
  return { lookup, asked };
};

async function openReceiver(listener: RequestListener) {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    listener(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { seen, port: (server.address() as AddressInfo).port };
}

const request = (signal = new AbortController().signal) => ({
  headers: { "webhook-id": "msg_1" },
  body: "{}",
  signal,
});

describe("allowed targets of events", () => {
  test.each(["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])(
    "%s is public",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  test.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "255.255.255.255",
    "224.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::1",
    "fe80::1",
    "fd00::1",
    "ff02::1",
    "nothing",
  ])("%s is not", (address) => expect(isPublicAddress(address)).toBe(false));

  test.each([
    ["https://crm.example.com/hooks?x=1", undefined],
    ["https://93.184.216.34/", undefined],
    ["http://crm.example.com/", "url must begin with https://"],
    ["ftp://crm.example.com/", "url must begin with https://"],
    ["crm.example.com", "url must be an address such as https://crm.example.com/hooks"],
    ["https://user:pass@crm.example.com/", "url must hold no user name or password"],
    ["https://127.0.0.1/", "url must not be a private address"],
    ["https://2130706433/", "url must not be a private address"],
    ["https://0x7f.1/", "url must not be a private address"],
    ["https://[::1]/", "url must not be a private address"],
    ["https://localhost/", "url must not be a private address"],
    ["https://crm.localhost./", "url must not be a private address"],
  ])("%s: %s", (url, fault) => expect(urlFault(url, false)).toBe(fault));

  test("include everything but other protocols and passwords if private addresses are allowed", () => {
    expect(urlFault("http://127.0.0.1:9/", true)).toBeUndefined();
    expect(urlFault("ftp://127.0.0.1/", true)).toBe("url must begin with https://");
    expect(urlFault("http://user:pass@127.0.0.1/", true)).toBeDefined();
  });
});

describe("posting", () => {
  test.each([
    ["one private address", [["127.0.0.1"]]],
    ["a private one among public ones", [["93.184.216.34", "10.0.0.1"]]],
    ["an IPv4 address in an IPv6 one", [["::ffff:127.0.0.1"]]],
    ["none", [[]]],
  ])("connects to no name that resolves to %s", async (_what, answers) => {
    const { lookup, asked } = resolver(...answers);
    const post = openPost({ allowPrivate: false, lookup });
    await expect(post("https://rebind.example/", request())).rejects.toMatchObject({
      name: "PrivateAddressError",
    });
    expect(asked).toEqual(["rebind.example"]);
  });

  test("resolves once per connection, so that a name cannot change from public to private", async () => {
    const { lookup, asked } = resolver(["203.0.113.1"], ["127.0.0.1"]);
    const post = openPost({ allowPrivate: false, lookup });
    // The first address is for documentation, and refused as well.
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      const posted = post("https://rebind.example/", request());
      await expect(posted).rejects.toThrow("private address");
    }
    expect(asked).toHaveLength(2);
  });

  test("does not connect to a private IP address in the URL, which is not resolved", async () => {
    const { lookup, asked } = resolver(["93.184.216.34"]);
    const post = openPost({ allowPrivate: false, lookup });
    for (const url of ["https://127.0.0.1/", "https://[::ffff:7f00:1]/", "https://0x7f.1/"]) {
      await expect(post(url, request())).rejects.toMatchObject({ name: "PrivateAddressError" });
    }
    expect(asked).toEqual([]);
  });

  test("does not follow redirects or wait for a body", async () => {
    const { seen, port } = await openReceiver(({ url }, response) => {
      if (url === "/moved") response.writeHead(302, { location: "/elsewhere" }).end();
      else response.writeHead(200).write("the beginning of an answer without an end");
    });
    const { lookup } = resolver(["127.0.0.1"]);
    const post = openPost({ allowPrivate: true, lookup });
    expect(await post(`http://crm.test:${port}/moved`, request())).toBe(302);
    expect(await post(`http://crm.test:${port}/endless`, request())).toBe(200);
    expect(seen).toEqual(["POST /moved", "POST /endless"]);
  });

  test("aborts with its signal", async () => {
    const { port } = await openReceiver(() => undefined);
    const { lookup } = resolver(["127.0.0.1"]);
    const post = openPost({ allowPrivate: true, lookup });
    const stop = new AbortController();
    const posted = post(`http://crm.test:${port}/`, request(stop.signal));
    stop.abort();
    await expect(posted).rejects.toMatchObject({ name: "AbortError" });
  });
});
