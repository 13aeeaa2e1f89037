import { describe, expect, test } from "vitest";
import { isLoopback, startCommand } from "../../../../client/agent/invite/LoopbackNote.tsx";

describe("a link that opens on no phone", () => {
  test.each([
    ["http://127.0.0.1:3000/p/x#s", true],
    ["http://127.9.9.9/p/x#s", true],
    ["http://localhost:3000/p/x#s", true],
    ["http://live.localhost/p/x#s", true],
    ["http://[::1]:3000/p/x#s", true],
    ["http://192.168.1.7:3000/p/x#s", false],
    ["https://localhost.example.com/p/x#s", false],
    ["https://live.example.com/p/x#s", false],
  ])("%s: %s", (link, expected) => {
    expect(isLoopback(link)).toBe(expected);
  });

  test("says what to start instead, on the same port", () => {
    expect(startCommand("http://127.0.0.1:3000/p/x#s", "192.168.1.7")).toBe(
      "HOST=0.0.0.0 PUBLIC_URL=http://192.168.1.7:3000 npm start",
    );
    expect(startCommand("http://localhost:8080/p/x#s", "[fd00::7]")).toBe(
      "PORT=8080 HOST=:: PUBLIC_URL=http://[fd00::7]:8080 npm start",
    );
  });
});
